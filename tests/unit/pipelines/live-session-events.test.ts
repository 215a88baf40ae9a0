import { describe, expect, it } from 'vitest';
import type { ScreenPoint } from '#core/calibration/gaze-calibration.ts';
import { at } from '#core/numeric/at.ts';
import type { FaceSample } from '#core/signals/face-sample.ts';
import type { FaceFeature } from '#core/signals/face-signal.ts';
import { calibrated } from '../calibration/run-to-end.ts';
import { createViewer } from '../calibration/viewer.ts';
import { absent, face } from '../engagement/faces.ts';
import { rig, settle, START } from './session-rig.ts';

const MIDDLE: ScreenPoint = { x: 0.5, y: 0.5 };

type Rig = ReturnType<typeof rig>;

/** A camera at 30 fps for `seconds`; what it sees, by seconds since the start of this stretch. */
async function show(
  { session, now, pass }: Rig,
  seconds: number,
  seen: (s: number) => Partial<Record<FaceFeature, number>> | null,
): Promise<void> {
  const from = now();
  for (let frame = 1; frame <= seconds * 30; frame++) {
    pass(from + (frame * 1000) / 30 - now());
    const values = seen((now() - from) / 1000);
    session.observe(values === null ? absent(now()) : face(now(), values));
    if (frame % 8 === 0) session.tick();
    await settle();
  }
}

const seenEvents = ({ log }: Rig) => log.events().filter(({ data }) => 'duration_s' in data);

describe('live session: what was seen of the student', () => {
  it('[LIVE-21] is logged when it ends, with the time and lecture time of its onset', async () => {
    const running = rig('attention');
    await running.session.start();
    await show(running, 5, (s) => ({ AU12: s > 2 && s < 4 ? 2 : 0 }));
    expect(seenEvents(running).map(({ type }) => type)).toEqual(['smile']);
    const [smile] = seenEvents(running);
    expect((smile?.at ?? 0) - START).toBeCloseTo(2000, -2);
    expect(smile?.lectureTime).toBeCloseTo(2, 1);
    expect(smile?.data['offset_lecture_s']).toBeCloseTo(4, 1);
    const { session: record } = await running.session.end('stopped');
    expect(record.eventCount).toBe(running.log.events().length);
    expect(running.log.events().map(({ sequence }) => sequence)).toEqual([0, 1, 2]);
  });

  it('[LIVE-21] is logged up to where it was seen when the session ends, before its end is', async () => {
    const running = rig('attention');
    await running.session.start();
    await show(running, 6, (s) => (s > 3 ? null : {}));
    await running.session.end('stopped');
    const types = running.log.events().map(({ type }) => type);
    expect(types).toEqual(['session_start', 'left', 'session_end']);
    expect(at(seenEvents(running), 0).data['seen_to_end']).toBe(false);
  });

  it('[LIVE-21] ends where an interruption begins, and nothing is found while it lasts', async () => {
    for (const reason of [
      'paused',
      'tab_hidden',
      'camera_lost',
      'landmarker_unavailable',
    ] as const) {
      const running = rig('attention');
      await running.session.start();
      await show(running, 4, (s) => ({ AU12: s > 2 ? 2 : 0 }));
      running.session.interrupt(reason);
      await running.idle(10_000);
      const [smile, ...more] = seenEvents(running);
      expect(more, reason).toEqual([]);
      expect(smile).toMatchObject({ type: 'smile', data: { seen_to_end: false } });
      expect(smile?.data['duration_s']).toBeCloseTo(2, 1);
      running.session.resume(reason);
      await show(running, 3, () => ({}));
      await running.session.end('stopped');
      expect(seenEvents(running), reason).toHaveLength(1);
    }
  });

  it('[LIVE-21] is nothing without a camera, or once the session is discarded', async () => {
    const blind = rig('events_only');
    await blind.session.start();
    await show(blind, 5, (s) => ({ AU12: s > 2 && s < 4 ? 2 : 0 }));
    await blind.session.end('stopped');
    expect(seenEvents(blind)).toEqual([]);
    const discarded = rig('attention');
    await discarded.session.start();
    await show(discarded, 4, (s) => ({ AU12: s > 2 ? 2 : 0 }));
    await discarded.session.discard();
    expect(discarded.log.events()).toEqual([]);
  });

  it('[LIVE-22] makes a student who yawns again and again drowsier', async () => {
    const drowsiness = async (yawning: boolean): Promise<number> => {
      const running = rig('attention');
      await running.session.start();
      await show(running, 60, (s) => {
        const gape = yawning && s % 10 > 4 && s % 10 < 8 ? 3 : 0;
        return { AU26: gape, AU25: gape };
      });
      return running.readings.at(-1)?.reading.drowsiness ?? -1;
    };
    expect(await drowsiness(false)).toBeCloseTo(0, 1);
    expect(await drowsiness(true)).toBeGreaterThan(0.3);
  });

  it('[LIVE-23] logs the chance that the gaze meets the screen from a calibration, of its person, with open eyes', async () => {
    const running = rig('attention');
    await running.session.start();
    const viewer = createViewer();
    const look = (target: ScreenPoint, more: Partial<FaceSample> = {}): void => {
      running.pass(40);
      running.session.observe({ ...viewer.sample(target, running.now()), ...more });
    };
    look(MIDDLE);
    running.session.useCalibration(calibrated({}));
    look(MIDDLE);
    look({ x: 4, y: 0.5 });
    look(MIDDLE, { features: face(0, { AU45: 3 }).features });
    look(MIDDLE, { person: 1 });
    running.session.useCalibration(null);
    look(MIDDLE);
    await running.session.end('stopped');
    const [before, middle, beside, ...rest] = running.log
      .samples()
      .map(({ gazeOnScreen }) => gazeOnScreen);
    expect(before).toBeNull();
    expect(middle).toBeGreaterThan(0.7);
    expect(beside).toBeLessThan(0.2);
    expect(rest).toEqual([null, null, null]);
  });

  it('[LIVE-24] says at its end how far this person’s features can be relied on', async () => {
    const running = rig('attention');
    await running.session.start();
    await show(running, 30, (s) => (s % 3 < 1 ? null : {}));
    const { reliability } = await running.session.end('stopped');
    expect(reliability?.detectionRate).toBeCloseTo(2 / 3, 1);
    const blind = rig('events_only');
    await blind.session.start();
    expect((await blind.session.end('stopped')).reliability).toBeNull();
  });
});
