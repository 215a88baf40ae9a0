import { expect, test } from 'vitest';
import { createLivePublisher } from '#compose/live-publisher.ts';
import { createEngagementMeter } from '#core/engagement/meter.ts';
import type { Observation } from '#core/signals/face-sample.ts';
import { createLiveSeries } from '#stores/live-series.ts';
import { createLiveStore } from '#stores/live-store.ts';
import { absent, face, frames } from '../engagement/faces.ts';

test('[QUA-7] a view that stays too dark is hinted at on the page, beside a reading that says so', () => {
  const live = createLiveStore();
  const publisher = createLivePublisher({ live, scoreSeries: createLiveSeries() });
  const meter = createEngagementMeter();
  const see = (observation: Observation): void => {
    publisher.reading(meter.push(observation), observation);
  };
  for (const at of frames(0, 5_000)) see(face(at));
  publisher.publish();
  expect(live.getState().hint).toBeNull();
  for (const at of frames(5_000, 10_000)) see(absent(at, 'too_dark'));
  publisher.publish();
  expect(live.getState()).toMatchObject({
    hint: 'too_dark',
    reading: { status: 'not_detected', reason: 'too_dark', score: null },
    faceCount: null,
  });
  for (const at of frames(10_000, 15_000)) see(face(at));
  publisher.publish();
  expect(live.getState().hint).toBeNull();
});
