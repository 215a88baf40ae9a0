import { describe, expect, it } from 'vitest';
import type { EngagementStatus, StatusReason } from '#core/engagement/reading.ts';
import {
  createTimelineBuilder,
  timelineBucket,
  type Timeline,
  type TimelineSample,
} from '#core/sessions/timeline.ts';
import { durationMs, lectureTimeS, probability, score, timestampMs } from '#core/units.ts';

const START = timestampMs(1_000_000);

interface Given {
  readonly ms: number;
  readonly score?: number;
  readonly status?: EngagementStatus;
  readonly reason?: StatusReason;
  readonly lecture?: number;
  readonly states?: readonly number[];
}

const sample = (given: Given): TimelineSample => ({
  at: timestampMs(START + given.ms),
  lectureTime: given.lecture === undefined ? null : lectureTimeS(given.lecture),
  engagement: {
    score: given.score === undefined ? null : score(given.score),
    status: given.status ?? (given.score === undefined ? 'not_detected' : 'engaged'),
    reason: given.reason ?? null,
  },
  prediction:
    given.states === undefined
      ? { kind: 'abstained', at: START, reason: 'absent' }
      : { kind: 'predicted', at: START, probabilities: given.states.map(probability) },
});

function build(samples: readonly Given[], bucketMs = 1000): Timeline {
  const builder = createTimelineBuilder(START, durationMs(bucketMs));
  for (const given of samples) builder.add(sample(given));
  return builder.finish();
}

describe('timeline', () => {
  it('[UI-20] takes the mean of the scores of a stretch and ignores moments without one', () => {
    const { points } = build([{ ms: 0, score: 40 }, { ms: 300 }, { ms: 600, score: 80 }]);
    expect(points).toHaveLength(1);
    expect(points[0]?.score).toBe(60);
    expect(points[0]?.tS).toBe(0.5);
  });

  it('[UI-20] has no score where no sample of the stretch had one', () => {
    const { points } = build([{ ms: 0, reason: 'no_face' }]);
    expect(points[0]).toMatchObject({ score: null, status: 'not_detected', reason: 'no_face' });
  });

  it('[UI-21] leaves a stretch without samples out instead of bridging it', () => {
    const { points } = build([
      { ms: 0, score: 50 },
      { ms: 5100, score: 50 },
    ]);
    expect(points.map(({ tS }) => tS)).toEqual([0.5, 5.5]);
  });

  it('takes the most frequent status, and the most frequent reason of that status', () => {
    const { points } = build([
      { ms: 0, score: 90, status: 'engaged' },
      { ms: 100, score: 20, status: 'disengaged', reason: 'head_down' },
      { ms: 200, score: 20, status: 'disengaged', reason: 'looking_away' },
      { ms: 300, score: 20, status: 'disengaged', reason: 'looking_away' },
    ]);
    expect(points[0]).toMatchObject({ status: 'disengaged', reason: 'looking_away' });
  });

  it('takes the earlier status in a tie', () => {
    const { points } = build([
      { ms: 0, score: 50, status: 'partially_engaged' },
      { ms: 500, score: 90, status: 'engaged' },
    ]);
    expect(points[0]?.status).toBe('partially_engaged');
  });

  it('averages the states over the samples that have them', () => {
    const { points } = build([
      { ms: 0, states: [0.2, 0.8, 0, 0] },
      { ms: 100 },
      { ms: 200, states: [0.4, 0.6, 0, 0] },
    ]);
    expect(points[0]?.states?.[0]).toBeCloseTo(0.3);
    expect(points[0]?.states?.[1]).toBeCloseTo(0.7);
  });

  it('keeps the first lecture time that is known in a stretch', () => {
    const { points } = build([{ ms: 0 }, { ms: 100, lecture: 31 }, { ms: 200, lecture: 32 }]);
    expect(points[0]?.lectureTimeS).toBe(31);
  });

  it('counts a sample that comes late, or before the start, in the stretch that is open', () => {
    const { points } = build([
      { ms: -50, score: 10 },
      { ms: 1500, score: 60 },
      { ms: 900, score: 20 },
    ]);
    expect(points.map(({ score: mean }) => mean)).toEqual([10, 40]);
  });

  it('[UI-22] gives an eight-hour session no more than 600 points, and keeps its mean', () => {
    const hours = 8;
    const bucket = timelineBucket(durationMs(hours * 3_600_000));
    const builder = createTimelineBuilder(START, bucket);
    let sum = 0;
    let count = 0;
    for (let ms = 0; ms < hours * 3_600_000; ms += 1000) {
      const value = (ms / 1000) % 101;
      sum += value;
      count++;
      builder.add(sample({ ms, score: value }));
    }
    const { points } = builder.finish();
    expect(points.length).toBeLessThanOrEqual(600);
    expect(points.length).toBeGreaterThan(500);
    const mean = points.reduce((total, point) => total + (point.score ?? 0), 0) / points.length;
    expect(mean).toBeCloseTo(sum / count, 6);
  });

  it('never makes stretches shorter than a second', () => {
    expect(timelineBucket(durationMs(0))).toBe(1000);
    expect(timelineBucket(durationMs(30_000))).toBe(1000);
    expect(timelineBucket(durationMs(601_000))).toBe(2000);
  });
});
