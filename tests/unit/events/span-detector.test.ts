import { describe, expect, it } from 'vitest';
import { createSpanDetector, type Span, type SpanRules } from '#core/events/span-detector.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { durationMs, timestampMs } from '#core/units.ts';
import { frames } from '../engagement/faces.ts';

const RULES: SpanRules = {
  onset: 1,
  offset: 0.5,
  shortest: durationMs(300),
  bridge: durationMs(0),
  maxGap: durationMs(250),
};

function spans(
  value: (t: number) => number | null,
  until: number,
  { fps = 30, rules = RULES }: { fps?: number; rules?: SpanRules } = {},
): Span[] {
  const detector = createSpanDetector(rules);
  const found = [...frames(0, until, fps)].map((t) =>
    detector.push({ at: timestampMs(t), lectureTime: null }, value(t)),
  );
  return [...found, detector.end()].filter((span) => span !== null);
}

describe('spans', () => {
  it('[EVT-1] makes one event of noise of any kind around the onset', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const random = seededRandom(seed);
      const noisy = (t: number): number =>
        t < 1000 || t >= 3000 ? 0.2 : 1 + 0.9 * (random() - 0.5);
      expect(spans(noisy, 4000), `seed ${seed}`).toHaveLength(1);
    }
  });

  it('[EVT-1] keeps one event where its two thresholds are passed again and again within the bridge', () => {
    const flickering = (t: number): number =>
      t < 1000 || t > 3000 ? 0 : t % 200 < 100 ? 1.2 : 0.3;
    const bridged = { ...RULES, bridge: durationMs(150) };
    expect(spans(flickering, 4000)).toHaveLength(0);
    expect(spans(flickering, 4000, { rules: bridged })).toHaveLength(1);
  });

  it('[EVT-2] puts onset and offset where the thresholds are crossed, whatever the frame rate', () => {
    const ramp = (t: number): number => Math.max(0, 2 - Math.abs(t - 2000) / 500);
    for (const fps of [10, 15, 30]) {
      const found = spans(ramp, 4000, { fps });
      expect(found).toHaveLength(1);
      const { from, to, seenToEnd } = at(found, 0);
      expect(from.at).toBeCloseTo(1500, 3);
      expect(to.at).toBeCloseTo(2750, 3);
      expect(seenToEnd).toBe(true);
    }
  });

  it('[EVT-3] ends at the last value before a gap, and says so; nothing of the gap counts', () => {
    const high = (t: number): number | null => (t > 2000 && t < 4000 ? null : 2);
    const [before, after, ...more] = spans(high, 6000);
    expect(more).toEqual([]);
    expect(before?.to.at).toBeCloseTo(2000, 6);
    expect(before?.seenToEnd).toBe(false);
    expect(after?.from.at).toBeCloseTo(4000, 6);
  });

  it('[EVT-3] says so as soon as the gap is too long, not only when something is seen again', () => {
    const detector = createSpanDetector(RULES);
    const push = (t: number, value: number | null): Span | null =>
      detector.push({ at: timestampMs(t), lectureTime: null }, value);
    for (const t of frames(0, 1000)) push(t, 2);
    expect(push(1100, null)).toBeNull();
    expect(push(1300, null)?.to.at).toBeLessThan(1000);
  });

  it('[EVT-3] does not begin an event between the samples on both sides of a gap', () => {
    const detector = createSpanDetector(RULES);
    const push = (t: number, value: number): Span | null =>
      detector.push({ at: timestampMs(t), lectureTime: null }, value);
    push(0, 0);
    push(5000, 2);
    for (const t of frames(5033, 5500)) push(t, 2);
    expect(push(5500, 0)?.from.at).toBe(5000);
  });

  it('[EVT-3] is not ended by a missed frame', () => {
    const missed = (t: number): number | null => (Math.abs(t - 1500) < 20 ? null : 2);
    expect(spans(missed, 3000)).toHaveLength(1);
  });

  it('[EVT-4] takes what is too short, or too long, for none', () => {
    const during = (length: number) => (t: number) => (t >= 1000 && t < 1000 + length ? 2 : 0);
    const rules = { ...RULES, longest: durationMs(2000) };
    expect(spans(during(200), 6000, { rules })).toHaveLength(0);
    expect(spans(during(500), 6000, { rules })).toHaveLength(1);
    expect(spans(during(3000), 6000, { rules })).toHaveLength(0);
  });

  it('tells the peak and what was noted with it', () => {
    const detector = createSpanDetector(RULES);
    for (const [index, value] of [0, 1.5, 3, 2, 0].entries()) {
      const moment = { at: timestampMs(index * 200), lectureTime: null };
      const span = detector.push(moment, value, `at ${value}`);
      if (span !== null) expect(span).toMatchObject({ peak: 3, note: 'at 3' });
      expect(span === null).toBe(index < 4);
    }
  });
});
