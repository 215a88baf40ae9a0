import { describe, expect, test } from 'vitest';
import { createViewHint } from '#core/engagement/view-hint.ts';
import type { AbsenceReason, Observation } from '#core/signals/face-sample.ts';
import type { QualityIssue } from '#core/signals/quality-issues.ts';
import { timestampMs } from '#core/units.ts';
import { absent, face } from './faces.ts';

const STEP_MS = 100;

/** What a stretch of a session shows: issues of a face, or why there is none. */
interface Stretch {
  readonly seconds: number;
  readonly seen: readonly QualityIssue[] | AbsenceReason;
}

/** The hints of a session, one per tenth of a second. */
function hintsOf(stretches: readonly Stretch[]): (QualityIssue | null)[] {
  const hint = createViewHint();
  const hints: (QualityIssue | null)[] = [];
  for (const { seconds, seen } of stretches) {
    for (let i = 0; i < (seconds * 1000) / STEP_MS; i++) {
      const capturedAt = timestampMs(hints.length * STEP_MS);
      const observation: Observation =
        typeof seen === 'string' ? absent(capturedAt, seen) : { ...face(capturedAt), issues: seen };
      hints.push(hint.push(observation));
    }
  }
  return hints;
}
const shownAt = (hints: readonly (QualityIssue | null)[], seconds: number): QualityIssue | null =>
  hints[Math.round((seconds * 1000) / STEP_MS)] ?? null;
/** The hints that came up, in order. */
const comings = (hints: readonly (QualityIssue | null)[]): QualityIssue[] =>
  hints.filter((hint, i): hint is QualityIssue => hint !== null && hint !== hints[i - 1]);

describe('[QUA-7] hints', () => {
  test('come when an issue lasts, not for a moment', () => {
    expect(
      comings(
        hintsOf([
          { seconds: 2, seen: ['blurred'] },
          { seconds: 20, seen: [] },
        ]),
      ),
    ).toEqual([]);
    const hints = hintsOf([{ seconds: 10, seen: ['blurred'] }]);
    expect(shownAt(hints, 2)).toBeNull();
    expect(shownAt(hints, 3)).toBe('blurred');
  });

  test('come for an issue that is there most of the time, not half of it', () => {
    const flicker = (on: number, off: number): Stretch[] =>
      Array.from({ length: 30 }, (_, i) =>
        i % 2 === 0 ? { seconds: on, seen: ['glare'] } : { seconds: off, seen: [] },
      );
    expect(comings(hintsOf(flicker(0.8, 0.2)))).toEqual(['glare']);
    expect(comings(hintsOf(flicker(0.5, 0.5)))).toEqual([]);
  });

  test('stay until the issue has been gone for some seconds', () => {
    const hints = hintsOf([
      { seconds: 5, seen: ['too_dark'] },
      { seconds: 2, seen: [] },
      { seconds: 1, seen: ['too_dark'] },
      { seconds: 10, seen: [] },
    ]);
    expect(shownAt(hints, 7)).toBe('too_dark');
    expect(shownAt(hints, 10.5)).toBe('too_dark');
    expect(shownAt(hints, 11.5)).toBeNull();
  });

  test('are one at a time, the worst first', () => {
    const hints = hintsOf([{ seconds: 10, seen: ['mouth_covered', 'several_people'] }]);
    expect(comings(hints)).toEqual(['mouth_covered']);
    const next = hintsOf([
      { seconds: 10, seen: ['mouth_covered', 'several_people'] },
      { seconds: 10, seen: ['several_people'] },
    ]);
    expect(comings(next)).toEqual(['mouth_covered', 'several_people']);
  });

  test('do not come again within a minute', () => {
    const again = (pause: number) =>
      comings(
        hintsOf([
          { seconds: 5, seen: ['too_dark'] },
          { seconds: pause, seen: [] },
          { seconds: 10, seen: ['too_dark'] },
        ]),
      );
    expect(again(20)).toEqual(['too_dark']);
    expect(again(70)).toEqual(['too_dark', 'too_dark']);
  });

  test('come for a view that cannot be read as well', () => {
    expect(comings(hintsOf([{ seconds: 5, seen: 'too_dark' }]))).toEqual(['too_dark']);
    expect(comings(hintsOf([{ seconds: 5, seen: 'turned_away' }]))).toEqual(['turned_away']);
  });

  test('do not come for looking away, for nobody, or while interrupted', () => {
    expect(comings(hintsOf([{ seconds: 20, seen: ['turned_away'] }]))).toEqual([]);
    expect(comings(hintsOf([{ seconds: 20, seen: 'no_face' }]))).toEqual([]);
    const paused = hintsOf([
      { seconds: 5, seen: ['too_dark'] },
      { seconds: 1, seen: 'paused' },
    ]);
    expect(shownAt(paused, 4.9)).toBe('too_dark');
    expect(paused.slice(50).every((hint) => hint === null)).toBe(true);
  });
});
