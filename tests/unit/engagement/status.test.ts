import { describe, expect, it } from 'vitest';
import type { EngagementStatus } from '#core/engagement/reading.ts';
import { createSmoother } from '#core/engagement/smoothing.ts';
import { createStatusKeeper, STATUS_RULES } from '#core/engagement/status.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { durationMs, score, timestampMs } from '#core/units.ts';
import { frames } from './faces.ts';

const { engaged, disengaged, margin, dwell } = STATUS_RULES;

/** Statuses over ten seconds of scores. */
function statuses(scoreAt: (t: number) => number | null, fps = 30): EngagementStatus[] {
  const keeper = createStatusKeeper();
  return [...frames(0, 10_000, fps)].map((t) => {
    const value = scoreAt(t);
    return keeper.push(timestampMs(t), value === null ? null : score(value));
  });
}
const changes = (list: readonly EngagementStatus[]): number =>
  list.filter((status, index) => index > 0 && status !== list[index - 1]).length;

describe('status', () => {
  it('[ENG-7] does not flicker under noise of any size around either threshold', () => {
    const random = seededRandom(23);
    for (const threshold of [engaged, disengaged]) {
      for (const size of [1, 3, margin, 2 * margin, 4 * margin]) {
        const list = statuses(() => threshold + 2 * size * (random() - 0.5));
        expect(changes(list), `noise ${size} at ${threshold}`).toBeLessThanOrEqual(1);
      }
    }
  });

  it('[ENG-7] follows a real change after the dwell, at every frame rate', () => {
    for (const fps of [10, 30, 60]) {
      const list = statuses((t) => (t < 3000 ? 90 : 20), fps);
      const changed = (list.indexOf('disengaged') * 1000) / fps;
      expect(changed).toBeGreaterThanOrEqual(3000 + dwell - 1);
      expect(changed).toBeLessThanOrEqual(3000 + dwell + 2000 / fps);
      expect(changes(list)).toBe(1);
    }
  });

  it('[ENG-7] stays within the margin on either side of a threshold', () => {
    expect(statuses((t) => (t < 3000 ? 90 : engaged - margin + 0.5)).at(-1)).toBe('engaged');
    expect(statuses((t) => (t < 3000 ? 50 : engaged + margin - 0.5)).at(-1)).toBe(
      'partially_engaged',
    );
  });

  it('[ENG-8] shows a face that goes or comes at once', () => {
    const list = statuses((t) => (t >= 3000 && t < 6000 ? null : 90));
    expect(list.indexOf('not_detected')).toBe(90);
    expect(list.lastIndexOf('not_detected')).toBe(179);
    expect(list.at(-1)).toBe('engaged');
  });

  it('[ENG-8] knows how long it has held', () => {
    const keeper = createStatusKeeper();
    keeper.push(timestampMs(1000), score(90));
    keeper.push(timestampMs(3500), score(90));
    expect(keeper.heldFor(timestampMs(3500))).toBe(2500);
    keeper.push(timestampMs(4000), null);
    expect(keeper.heldFor(timestampMs(4000))).toBe(0);
  });
});

describe('smoothing', () => {
  it('[ENG-9] follows a step to 63 % in one time constant, whatever the frame rate', () => {
    for (const fps of [5, 10, 30, 60]) {
      const smoother = createSmoother(durationMs(1500));
      smoother.push(timestampMs(0), 0);
      let smoothed = 0;
      for (const t of frames(1000 / fps, 1500 + 1, fps)) {
        smoothed = smoother.push(timestampMs(t), 1);
        expect(smoothed).toBeCloseTo(1 - Math.exp(-t / 1500), 9);
      }
      expect(smoothed).toBeGreaterThan(0.58);
    }
  });

  it('[ENG-9] is not moved by a repeated timestamp', () => {
    const smoother = createSmoother(durationMs(1500));
    smoother.push(timestampMs(0), 1);
    expect(smoother.push(timestampMs(0), 100)).toBe(1);
  });
});
