import { describe, expect, it } from 'vitest';
import type { EngagementStatus } from '#core/engagement/reading.ts';
import { createSummary, LONGEST_READING } from '#core/engagement/summary.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { score, timestampMs } from '#core/units.ts';

const reading = (at: number, status: EngagementStatus, value: number | null) => ({
  at: timestampMs(at),
  status,
  score: value === null ? null : score(value),
});

describe('session summary', () => {
  it('[ENG-17] weighs by time: a faster camera does not count for more', () => {
    const summary = createSummary();
    for (let t = 0; t < 10_000; t += 16) summary.add(reading(t, 'engaged', 90));
    for (let t = 10_000; t <= 20_000; t += 100) summary.add(reading(t, 'disengaged', 30));
    const { meanScore, timeIn, duration } = summary.current();
    expect(duration).toBe(20_000);
    expect(meanScore).toBeCloseTo(60, 0);
    expect(timeIn.engaged).toBe(10_000);
    expect(timeIn.disengaged).toBe(10_000);
  });

  it('[ENG-17] takes the mean of the time seen, and says how much that was', () => {
    const summary = createSummary();
    for (let t = 0; t < 5000; t += 50) summary.add(reading(t, 'engaged', 80));
    for (let t = 5000; t < 15_000; t += 1000) summary.add(reading(t, 'not_detected', null));
    summary.add(reading(15_000, 'engaged', 80));
    expect(summary.current()).toMatchObject({ meanScore: 80, longestAway: 10_000 });
    expect(summary.current().shareSeen).toBeCloseTo(1 / 3, 6);
  });

  it('[ENG-17] does not let one reading stand for a hole in the log', () => {
    const summary = createSummary();
    summary.add(reading(0, 'engaged', 80));
    summary.add(reading(3_600_000, 'engaged', 80));
    expect(summary.current()).toMatchObject({
      timeIn: { engaged: LONGEST_READING },
      unaccounted: 3_600_000 - LONGEST_READING,
    });
  });

  it('[ENG-17] accounts for every millisecond, in constant memory, whatever comes', () => {
    const random = seededRandom(12);
    const statuses = ['engaged', 'partially_engaged', 'disengaged', 'not_detected'] as const;
    const summary = createSummary();
    let t = 0;
    for (let step = 0; step < 5000; step++) {
      t += random() < 0.01 ? 20_000 * random() : 60 * random();
      const status = statuses[Math.floor(random() * 4)] ?? 'engaged';
      summary.add(reading(t, status, status === 'not_detected' ? null : 100 * random()));
    }
    const { timeIn, unaccounted, duration } = summary.current();
    const sum = Object.values(timeIn).reduce((total, time) => total + time, 0);
    expect(sum + unaccounted).toBeCloseTo(duration, 3);
  });

  it('[ENG-17] of an empty session knows nothing', () => {
    expect(createSummary().current()).toMatchObject({
      duration: 0,
      meanScore: null,
      shareSeen: null,
    });
  });
});
