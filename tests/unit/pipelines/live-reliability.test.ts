import { describe, expect, it } from 'vitest';
import { createReliabilityBuilder } from '#core/engagement/reliability-builder.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import type { AbsenceReason, Observation } from '#core/signals/face-sample.ts';
import { absent, face } from '../engagement/faces.ts';
import { body, rig, settle, START } from './session-rig.ts';

const MISSED: readonly AbsenceReason[] = ['no_face', 'no_face', 'too_dark', 'eyes_covered'];

describe('live session: reliability', () => {
  it('[FAI-7] is what the stored samples give', async () => {
    const random = seededRandom(77);
    const { session, log, pass, now } = rig('attention');
    await session.start();
    let missedUntil = 0;
    for (let frame = 0; frame < 4000; frame++) {
      pass(20 + 40 * random());
      if (random() < 0.02) missedUntil = now() + 4000 * random();
      const missed = now() < missedUntil;
      const observation: Observation = missed
        ? absent(now(), at(MISSED, Math.floor((now() / 3000) % MISSED.length)))
        : { ...face(now(), {}, random()), baselineShift: 0.7 + 0.3 * random() };
      session.observe(observation, random() < 0.7 ? body(now()) : null);
      if (frame % 900 === 899) {
        session.interrupt('paused');
        pass(1500);
        session.tick();
        session.resume('paused');
      }
      if (frame % 8 === 0) session.tick();
      await settle();
    }
    const { reliability, session: record } = await session.end('stopped');
    const stored = createReliabilityBuilder();
    for (const sample of log.samples()) stored.add(sample.observation, sample.body);
    const again = stored.current();
    expect(again.level).toBe(reliability?.level);
    expect(again.reasons).toEqual(reliability?.reasons);
    for (const key of [
      'detectionRate',
      'readableRate',
      'meanQuality',
      'baselineShift',
      'weight',
    ] as const) {
      expect(again[key], key).toBeCloseTo(reliability?.[key] ?? NaN, 6);
      expect(again[key], key).toBeLessThan(1);
    }
    expect(again.readFor).toBeCloseTo(reliability?.readFor ?? NaN, 0);
    expect(record.reliabilityWeight).toBe(reliability?.weight);
  });

  it('[FAI-8] its weight goes to the log with every chunk, so that a crash leaves it known', async () => {
    const { session, log, watch } = rig('attention');
    await session.start();
    await watch(5000);
    const { reliability } = await session.end('stopped');
    const weights = [...log.chunks.values()].map(
      ({ reliabilityWeight }) => reliabilityWeight ?? -1,
    );
    expect(weights.at(-1)).toBe(reliability?.weight);
    expect(reliability?.weight).toBeCloseTo(5 / 60, 2);
    expect(weights).toEqual([...weights].sort((a, b) => a - b));
  });

  it('[FAI-8] there is none without a camera', async () => {
    const { session } = rig('events_only');
    await session.start();
    session.observe(face(START + 10));
    const { reliability, session: record } = await session.end('stopped');
    expect(reliability).toBeNull();
    expect(record.reliabilityWeight).toBeNull();
  });
});
