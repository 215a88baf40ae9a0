import { describe, expect, it } from 'vitest';
import { ablationCases, judgingCase } from '#core/evaluation/study/ablation.ts';
import { attributing, type Attribution } from '#core/evaluation/study/attribution.ts';
import { featureGroups } from '#core/evaluation/study/feature-groups.ts';
import { keeping, maskFeatures } from '#core/evaluation/study/mask-features.ts';
import { donorsOf, withLentCurves } from '#core/evaluation/study/permutation-importance.ts';
import { worstWindows } from '#core/evaluation/worst-windows.ts';
import { at } from '#core/numeric/at.ts';
import { resultOf } from '#core/numeric/result-of.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { ATTENTION_MODEL_SIGNAL, FACE_MODEL_SIGNAL } from '#core/signals/model-signals.ts';
import { durationMs, timestampMs } from '#core/units.ts';
import { judgedWindows } from '../../support/judged-windows.ts';

describe('groups of features and what an ablation leaves', () => {
  it('[JDG-4] every feature of a signal is in one group', () => {
    for (const signal of [FACE_MODEL_SIGNAL, ATTENTION_MODEL_SIGNAL]) {
      const all = featureGroups(signal).flatMap(({ features }) => features);
      expect(all.toSorted((a, b) => a - b)).toEqual([...signal.features.keys()]);
    }
    expect(
      featureGroups(FACE_MODEL_SIGNAL).map(({ id, features }) => [id, features.length]),
    ).toEqual([
      ['action_units', 17],
      ['gaze', 2],
      ['head_pose', 3],
    ]);
    expect(featureGroups(ATTENTION_MODEL_SIGNAL).map(({ id }) => id)).toEqual([
      'presence',
      'eyes',
      'gaze',
      'head_pose',
    ]);
  });

  it('[JDG-4] asks for everything, each group alone and all but each', () => {
    const cases = ablationCases(featureGroups(FACE_MODEL_SIGNAL));
    expect(cases.map(({ kind, group, features }) => [kind, group, features.length])).toEqual([
      ['everything', null, 22],
      ['only', 'action_units', 17],
      ['only', 'gaze', 2],
      ['only', 'head_pose', 3],
      ['without', 'action_units', 5],
      ['without', 'gaze', 20],
      ['without', 'head_pose', 19],
    ]);
  });

  it('[JDG-4] masks to the mean what is left out, and nothing of what is padding', () => {
    const values = Float32Array.of(0, 0, 0, 1, 2, 3, 4, 5, 6);
    const masked = maskFeatures(values, 1, keeping([0, 2], 3), [7, 8, 9]);
    expect([...masked]).toEqual([0, 0, 0, 1, 8, 3, 4, 8, 6]);
    expect([...values]).toEqual([0, 0, 0, 1, 2, 3, 4, 5, 6]);
  });

  it('[JDG-5] a case is judged beside everything on the same draws: the same model differs by nothing', () => {
    const input = judgedWindows('exclusive', ['a', 'b', 'c']);
    const answers = { ...input, everything: input.probabilities, resamples: 40 };
    const features = [0];
    const same = resultOf(
      judgingCase({ kind: 'only', group: 'gaze', features }, answers, input.probabilities),
    );
    expect(same.difference?.macroF1).toMatchObject({ value: 0, interval: { low: 0, high: 0 } });
    const worse = resultOf(
      judgingCase(
        { kind: 'only', group: 'gaze', features },
        answers,
        at([input.logistic ?? []], 0),
      ),
    );
    expect(worse.difference?.rocAuc.value).toBeLessThan(0);
    expect(worse.difference?.rocAuc.interval).toMatchObject({ kind: 'interval' });
  });
});

type Model = (features: readonly number[]) => readonly number[];

/** What a model of means says of features, of which those that are left out are 0. */
function explain(model: Model, features: readonly number[], pairs = 20): Attribution {
  const steps = attributing({
    featureCount: features.length,
    pairs,
    together: 3,
    random: seededRandom(4),
  });
  let step = steps.next([]);
  while (step.done !== true) {
    step = steps.next(
      step.value.map((kept) => model(features.map((value, index) => value * at(kept, index)))),
    );
  }
  return step.value;
}

describe('what moved one prediction', () => {
  const model: Model = ([a = 0, b = 0, c = 0, d = 0]) => [a * b + 3 * c + 0 * d, a - b];

  it('[JDG-7] shares out exactly what lies between the prediction and the baseline', () => {
    for (const pairs of [1, 7]) {
      const { base, said, features } = explain(model, [2, 5, -1, 9], pairs);
      expect(said).toEqual([7, -3]);
      [0, 1].forEach((output) => {
        const sum = features.reduce((total, { values }) => total + at(values, output), 0);
        expect(sum).toBeCloseTo(at(said, output) - at(base, output), 10);
      });
    }
  });

  it('[JDG-7] gives what the formula gives: halves of a product, all of a sum, nothing to a dummy', () => {
    const { features, orders } = explain(model, [2, 5, -1, 9]);
    const first = features.map(({ values }) => at(values, 0));
    // a and b need each other, so that each gets half, whichever way they come in.
    expect(at(first, 0)).toBeCloseTo(5, 10);
    expect(at(first, 1)).toBeCloseTo(5, 10);
    expect(at(first, 2)).toBeCloseTo(-3, 10);
    expect(at(first, 3)).toBe(0);
    expect(orders).toBe(40);
    // Of a sum every order says the same: there is nothing to be unsure of.
    expect(at(at(features, 2).errors ?? [], 0)).toBeCloseTo(0, 6);
  });

  it('[JDG-7] treats features alike that do alike, and says how unsure it is', () => {
    const ranked: Model = ([a = 0, b = 0, c = 0]) => [Math.max(a, b, c) ** 2];
    const { features } = explain(ranked, [3, 3, 1], 200);
    const [a, b] = [at(features, 0), at(features, 1)];
    const error = at(a.errors ?? [], 0);
    expect(error).toBeGreaterThan(0);
    expect(Math.abs(at(a.values, 0) - at(b.values, 0))).toBeLessThan(5 * error + 1e-9);
    const few = explain(ranked, [3, 3, 1], 20);
    expect(at(at(few.features, 0).errors ?? [], 0)).toBeGreaterThan(error);
  });
});

describe('windows with the curves of others', () => {
  it('[JDG-6] lends whole curves within a pool of the same padding, and each just once', () => {
    const windows = Array.from({ length: 40 }, (_, index) => ({
      values: Float32Array.from({ length: 6 }, (__, position) => 10 * index + position),
      padding: index < 10 ? 1 : 0,
    }));
    const donors = donorsOf(windows, seededRandom(2));
    expect([...donors].toSorted((a, b) => a - b)).toEqual([...windows.keys()]);
    expect([...donors.slice(0, 10)].every((donor) => donor < 10)).toBe(true);
    const lent = withLentCurves(windows, [1], donors, 2);
    windows.forEach(({ values, padding }, index) => {
      const donor = at(windows, at(donors, index)).values;
      const own = at(lent, index).values;
      expect([own[0], own[2], own[4]]).toEqual([values[0], values[2], values[4]]);
      expect([own[3], own[5]]).toEqual([donor[3], donor[5]]);
      expect(own[1]).toBe(padding === 1 ? values[1] : donor[1]);
    });
  });
});

describe('the worst windows', () => {
  it('[JDG-3] are those most sure and wrong, of overlapping ones the worst alone', () => {
    const input = judgedWindows('exclusive', ['a', 'b']);
    const windows = input.truth.map((targets, index) => ({
      targets,
      person: 'p',
      source: { file: index < 60 ? 'one' : 'two', endsAt: timestampMs(500 * index) },
    }));
    const worst = worstWindows(windows, input, { most: 5, length: durationMs(1000) });
    const losses = worst.map(({ loss }) => loss);
    expect(worst).toHaveLength(5);
    expect(losses).toEqual(losses.toSorted((a, b) => b - a));
    const all = input.truth.map(
      (row, index) => -Math.log(at(at(input.probabilities, index), row.indexOf(1))),
    );
    expect(at(losses, 0)).toBeCloseTo(Math.max(...all), 12);
    for (const one of worst) {
      const near = worst.filter(
        (other) =>
          other.recording === one.recording &&
          Math.abs((other.endsAt ?? 0) - (one.endsAt ?? 0)) < 1000,
      );
      expect(near).toEqual([one]);
    }
  });
});
