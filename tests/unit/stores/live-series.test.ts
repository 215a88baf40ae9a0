import { describe, expect, it } from 'vitest';
import { score, timestampMs } from '#core/units.ts';
import { createLiveSeries } from '#stores/live-series.ts';

describe('live series', () => {
  it('[UI-12] keeps two minutes of 30 samples a second, at about four points a second', () => {
    const series = createLiveSeries();
    for (let frame = 0; frame < 30 * 300; frame++) {
      series.push(timestampMs((frame * 1000) / 30), score(frame % 100));
    }
    const { secondsAgo, scores } = series.snapshot();
    expect(scores).toHaveLength(secondsAgo.length);
    expect(secondsAgo.at(-1)).toBeCloseTo(0, 9);
    expect(Math.min(...secondsAgo)).toBeLessThan(-118);
    expect(Math.min(...secondsAgo)).toBeGreaterThanOrEqual(-120);
    expect(secondsAgo.length).toBeLessThanOrEqual(600);
    const inOrder = secondsAgo.every((age, i) => i === 0 || age > (secondsAgo[i - 1] ?? 0));
    expect(inOrder).toBe(true);
  });

  it('[UI-12] shows the newest sample at once, and a missing score as a gap, not as 0', () => {
    const series = createLiveSeries();
    series.push(timestampMs(0), score(50));
    series.push(timestampMs(1000), null);
    series.push(timestampMs(1033), score(70));
    series.push(timestampMs(2000), null);
    expect(series.snapshot().scores.at(-1)).toBeNull();
    expect(series.snapshot().scores[0]).toBe(50);
  });

  it('counts every change, and forgets on clear', () => {
    const series = createLiveSeries();
    const before = series.revision;
    series.push(timestampMs(0), score(1));
    expect(series.revision).toBeGreaterThan(before);
    series.clear();
    expect(series.snapshot()).toEqual({ secondsAgo: [], scores: [] });
  });
});
