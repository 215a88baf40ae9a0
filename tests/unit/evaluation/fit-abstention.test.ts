import { describe, expect, it } from 'vitest';
import { fitAbstention, type ValidationRows } from '#core/evaluation/fit-abstention.ts';
import { type Abstention, supportedLabels } from '#core/models/abstention.ts';
import type { OutputKind } from '#core/models/output-kind.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';

const LABELS = ['a', 'b', 'c'];

/** Validation rows of a model that is right more often the surer it is; many equal probabilities. */
function made(output: OutputKind, seed: number, count = 400): ValidationRows {
  const random = seededRandom(seed);
  const rows = Array.from({ length: count }, (_, row) => {
    const raw = LABELS.map(() => random() ** 2);
    const sum = raw.reduce((a, b) => a + b, 0);
    const probabilities = raw.map(
      (value) => Math.round(20 * (output === 'exclusive' ? value / sum : value)) / 20,
    );
    let left = random();
    const label = probabilities.findIndex((value) => (left -= value) < 0);
    const chosen = label < 0 ? 0 : label;
    return {
      probabilities,
      targets: LABELS.map((_, own) =>
        output === 'exclusive' ? Number(own === chosen) : Number(random() < at(probabilities, own)),
      ),
      person: `p${row % 7}`,
    };
  });
  return {
    labels: LABELS,
    output,
    targets: rows.map(({ targets }) => targets),
    probabilities: rows.map(({ probabilities }) => probabilities),
    persons: rows.map(({ person }) => person),
  };
}

/** What is shown of the rows, and how often it is right. */
function shown(rows: ValidationRows, abstention: Abstention, label: number) {
  const calls = rows.probabilities.flatMap((row, window) =>
    supportedLabels(row, rows.output, abstention).includes(label) ? [window] : [],
  );
  const right = calls.filter((window) => at(at(rows.targets, window), label) === 1).length;
  return {
    windows: calls.length,
    precision: right / calls.length,
    persons: new Set(calls.map((window) => at(rows.persons, window))).size,
  };
}

const withThreshold = (abstention: Abstention, label: number, threshold: number): Abstention => ({
  ...abstention,
  labels: abstention.labels.map((own, index) => (index === label ? { ...own, threshold } : own)),
});

describe.each(['exclusive', 'independent'] as const)('abstention of %s outputs', (output) => {
  it.each([1, 2, 3, 4, 5])('[EVA-15] shows what is right as often as asked (seed %d)', (seed) => {
    const rows = made(output, seed);
    const abstention = fitAbstention(rows);
    expect(abstention.labels.some(({ threshold }) => threshold !== null)).toBe(true);
    abstention.labels.forEach((own, label) => {
      if (own.threshold === null) return;
      const seen = shown(rows, abstention, label);
      expect(seen.windows).toBe(own.windows);
      expect(seen.precision).toBeCloseTo(own.precision ?? NaN, 12);
      expect(seen.precision).toBeGreaterThanOrEqual(
        Math.max(0.6, own.baseRate + 0.1 * (1 - own.baseRate)),
      );
      expect(seen.windows).toBeGreaterThanOrEqual(20);
      expect(seen.persons).toBeGreaterThanOrEqual(3);
      // None of the lower ones would do.
      const lower = rows.probabilities
        .map((row) => at(row, label))
        .filter((value) => value < (own.threshold ?? 0));
      for (const threshold of new Set(lower)) {
        const less = shown(rows, withThreshold(abstention, label, threshold), label);
        if (less.windows === own.windows) continue;
        expect(less.precision).toBeLessThan(Math.max(0.6, own.baseRate + 0.1 * (1 - own.baseRate)));
      }
    });
  });

  it('[EVA-15] asks for the base rate where that is higher', () => {
    const rows = made(output, 6);
    const common = { ...rows, targets: rows.targets.map((row) => [1, ...row.slice(1)]) };
    if (output === 'exclusive') common.targets = rows.targets.map(() => [1, 0, 0]);
    const [first] = fitAbstention(common, { leastPrecision: 0.3 }).labels;
    expect(first).toMatchObject({ baseRate: 1, precision: 1 });
  });

  it('[EVA-16] shows nothing that too few windows or persons speak for', () => {
    const rows = made(output, 7);
    const lone = { ...rows, persons: rows.persons.map((_, row) => `p${row % 2}`) };
    const few = { ...made(output, 8, 19) };
    for (const support of [lone, few]) {
      for (const own of fitAbstention(support).labels) {
        expect(own).toMatchObject({ threshold: null, precision: null, windows: 0 });
      }
    }
    expect(supportedLabels([0.9, 0.1, 0], output, fitAbstention(lone))).toEqual([]);
  });

  it('[EVA-16] shows nothing of a model that is wrong', () => {
    const rows = made(output, 9);
    const wrong = rows.probabilities.map((row) => row.map((_, label) => Number(label === 0)));
    const never = { ...rows, probabilities: wrong, targets: wrong.map(() => [0, 1, 0]) };
    expect(at(fitAbstention(never).labels, 0).threshold).toBeNull();
  });
});

it('[EVA-12] refuses lists that do not belong together', () => {
  const rows = made('exclusive', 1);
  expect(() => fitAbstention({ ...rows, persons: ['p'] })).toThrow(RangeError);
  expect(() => fitAbstention({ ...rows, labels: ['a'] })).toThrow(RangeError);
});
