import { describe, expect, it } from 'vitest';
import type { ClassFigures, MeanFigure, Shown } from '#core/live/class-figures.ts';
import { createClassRollup } from '#core/live/rollup/class-rollup.ts';
import { seededRandom, shuffled } from '#core/numeric/seeded-random.ts';
import { gone, said, second, STARTED_AT } from '../../support/class-messages.ts';

const STUDENTS = 12;
const GROUP = 5;
const everybody = Array.from({ length: STUDENTS }, (_, i) => i);

const keyOf = (count: number, sum: number, squares: number): string =>
  [count, sum, squares].map(Math.round).join(' ');

/**
 * Whole numbers of which count, sum and sum of squares tell every group apart, and the groups (one
 * bit a student) by these: whoever has them reads the group off a mean and its deviation.
 */
function tellingScores(seed: number): {
  readonly scores: number[];
  readonly groups: Map<string, number>;
} {
  for (let attempt = seed; ; attempt += 100) {
    const all = Array.from({ length: 101 }, (_, value) => value);
    const scores = shuffled(all, seededRandom(attempt)).slice(0, STUDENTS);
    const groups = new Map<string, number>();
    for (let group = 0; group < 2 ** STUDENTS; group++) {
      const values = scores.filter((_, student) => ((group >>> student) & 1) === 1);
      const sum = values.reduce((total, value) => total + value, 0);
      const squares = values.reduce((total, value) => total + value ** 2, 0);
      groups.set(keyOf(values.length, sum, squares), group);
    }
    if (groups.size === 2 ** STUDENTS) return { scores, groups };
  }
}

const bits = (group: number): number =>
  everybody.filter((one) => ((group >>> one) & 1) === 1).length;

/** The groups behind everything that a dashboard showed of a class with much coming and going. */
function groupsShown(seed: number): { readonly groups: Set<number>; readonly figures: number } {
  const { scores, groups } = tellingScores(seed);
  const random = seededRandom(seed);
  const rollup = createClassRollup({
    minimumGroup: GROUP,
    startedAt: STARTED_AT,
    random: seededRandom(seed + 1),
  });
  const seen = new Set<number>();
  let figures = 0;
  const look = (shown: Shown<MeanFigure>): void => {
    if (shown.kind !== 'shown') return;
    figures++;
    const { mean, standardDeviation } = shown.figure;
    const sum = shown.students * mean;
    const squares = standardDeviation ** 2 * (shown.students - 1) + sum ** 2 / shown.students;
    const group = groups.get(keyOf(shown.students, sum, squares));
    if (group === undefined) throw new Error('a figure that is of no group');
    seen.add(group);
  };
  const lookAt = ({ score }: ClassFigures): void => {
    look(score);
  };
  const hiddenUntil = everybody.map(() => 0);
  const awayUntil = everybody.map((who) => who);
  let revision = 0;
  for (let t = 0; t < 600; t++) {
    for (const who of everybody) {
      if (random() < 0.004) hiddenUntil[who] = t + 40 * random();
      if (random() < 0.004) {
        rollup.take(gone(who, t, random() < 0.5 ? 'ended' : 'lost'));
        awayUntil[who] = t + 60 * random();
        // What was kept meanwhile comes at once, where they were offline only.
        if (random() < 0.5) {
          for (let kept = t; kept < (awayUntil[who] ?? 0); kept++) {
            rollup.take(
              said({
                who,
                at: kept,
                late: (awayUntil[who] ?? 0) - kept,
                score: scores[who] ?? null,
              }),
            );
          }
        }
      }
      if (t < (awayUntil[who] ?? 0)) continue;
      rollup.take(
        said({
          who,
          at: t + who / 50,
          score: t < (hiddenUntil[who] ?? 0) ? null : (scores[who] ?? null),
        }),
      );
      lookAt(rollup.now());
    }
    for (const tenth of [3, 5, 7, 9]) rollup.tick(second(t + tenth / 10));
    lookAt(rollup.now());
    if (t % 30 === 29) lookAt(rollup.overall());
    if (rollup.revision === revision) continue;
    revision = rollup.revision;
    for (const cell of [...rollup.lecture(), ...rollup.wall()]) lookAt(cell);
  }
  return { groups: seen, figures };
}

describe("who knows everybody's score and everything that a dashboard ever showed", () => {
  it.each([1, 2, 3, 4])(
    '[GRP-1, GRP-2] tells nothing of fewer than the group may be (%d)',
    (seed) => {
      const { groups, figures } = groupsShown(seed);
      expect(figures).toBeGreaterThan(1000);
      expect(groups.size).toBeGreaterThan(2);
      const all = [...groups];
      expect(all.filter((group) => bits(group) < GROUP)).toEqual([]);
      const tooClose = all.flatMap((a, i) =>
        all
          .slice(i + 1)
          .filter((b) => bits(a ^ b) < GROUP)
          .map((b) => [a, b]),
      );
      expect(tooClose).toEqual([]);
    },
  );
});
