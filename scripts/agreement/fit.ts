import { at } from '#core/numeric/at.ts';
import { ACTION_UNIT_FORMULAS } from '#core/signals/action-units.ts';
import type {
  ActionUnitFit,
  ActionUnitFormula,
  ActionUnitsFit,
} from '#core/signals/action-units.ts';
import { FACE_MEASURE_NAMES, createMeasureReader } from '#core/signals/face-measures.ts';
import { FACE_FEATURES } from '#core/signals/face-signal.ts';
import type { ActionUnit } from '#core/signals/face-signal.ts';
import { createSumReader } from '#core/signals/measures.ts';
import { createFaceNormaliser } from '#core/signals/normalised-face.ts';
import { solvePositive } from './linear-solve.ts';
import { readPair } from './paired-recording.ts';
import {
  covariance,
  mean,
  middle,
  pooledSpread,
  quantileOf,
  rounded,
  scaled,
  sum,
  variance,
} from './series.ts';

/** Ridge, for measures of unit variance. */
const RIDGE = 4;
/** A unit that hardly moves in a recording says little: its spread is taken as at least about this. */
const NOISE = 0.1;
/** Below this spread a recording says nothing about a unit. */
const STILL = 0.05;
/** Of a unit that no recording says anything about: one bin of the running quantile. */
const LEAST_WITHIN = 0.01;
const COUNT = FACE_MEASURE_NAMES.length;

/** What a recording gives to fit from; per unit and per measure one series over its frames. */
export interface FitSeries {
  readonly helds: readonly Float64Array[];
  readonly zs: readonly Float64Array[];
  readonly measures: readonly Float64Array[];
  readonly references: readonly Float64Array[];
}

export async function readFitSeries(base: string): Promise<FitSeries> {
  const units = ACTION_UNIT_FORMULAS.length;
  const lists = (count: number): number[][] => Array.from({ length: count }, () => []);
  const series = {
    helds: lists(units),
    zs: lists(units),
    measures: lists(COUNT),
    references: lists(units),
  };
  const normaliser = createFaceNormaliser();
  const readHeld = createSumReader(ACTION_UNIT_FORMULAS.map(({ held }) => held ?? []));
  const readZ = createSumReader(ACTION_UNIT_FORMULAS.map(({ z }) => z ?? []));
  const readMeasures = createMeasureReader();
  const held = new Float64Array(units);
  const z = new Float64Array(units);
  const measured = new Float64Array(COUNT);
  for await (const { frame, reference } of readPair(base)) {
    const [found] = frame.faces;
    if (found === undefined || reference === null) continue;
    const face = normaliser.normalise(found.points, frame.image);
    readHeld(found.blendshapes, face.places, held);
    readZ(found.blendshapes, face.places, z);
    readMeasures(found.blendshapes, face, measured);
    held.forEach((value, i) => series.helds[i]?.push(value));
    z.forEach((value, i) => series.zs[i]?.push(value));
    measured.forEach((value, i) => series.measures[i]?.push(value));
    ACTION_UNIT_FORMULAS.forEach(({ unit }, i) =>
      series.references[i]?.push(reference[FACE_FEATURES.indexOf(unit)] ?? NaN),
    );
  }
  const packed = (all: number[][]): Float64Array[] => all.map((list) => Float64Array.from(list));
  return {
    helds: packed(series.helds),
    zs: packed(series.zs),
    measures: packed(series.measures),
    references: packed(series.references),
  };
}

/**
 * The constants of all units from some recordings. Learned sums are ridge regressions within
 * recordings (each centred on itself, each reference scaled to unit spread, all recordings alike),
 * then scaled to `learned` times the formula's spread; formula and sum together are scaled back to
 * the spread that the formula has alone.
 */
export function fitActionUnits(recordings: readonly FitSeries[]): ActionUnitsFit {
  const means = FACE_MEASURE_NAMES.map((_, k) =>
    rounded(mean(recordings.map((r) => middle(at(r.measures, k))))),
  );
  const spreads = FACE_MEASURE_NAMES.map(
    (_, k) => Math.sqrt(mean(recordings.map((r) => variance(at(r.measures, k))))) + 1e-4,
  );
  const grams = recordings.map((r) => gram(r, spreads));
  const units = ACTION_UNIT_FORMULAS.map((formula, i): [ActionUnit, ActionUnitFit] => [
    formula.unit,
    fitUnit(formula, i, recordings, means, spreads, grams),
  ]);
  return { means, units: Object.fromEntries(units) as Record<ActionUnit, ActionUnitFit> };
}

function fitUnit(
  formula: ActionUnitFormula,
  unit: number,
  recordings: readonly FitSeries[],
  means: readonly number[],
  spreads: readonly number[],
  grams: readonly Float64Array[],
): ActionUnitFit {
  const formulas = recordings.map((r) => sum(at(r.helds, unit), at(r.zs, unit)));
  let share = 1;
  let weights: readonly number[] | null = null;
  let learned: readonly Float64Array[] = recordings.map(() => new Float64Array(0));
  const raw = formula.learned === undefined ? null : ridge(unit, recordings, spreads, grams);
  if (formula.learned !== undefined && raw !== null) {
    const rawSums = recordings.map((r) => weighted(r, raw, means));
    const scale = (formula.learned * pooledSpread(formulas)) / pooledSpread(rawSums);
    const both = formulas.map((values, j) => sum(values, scaled(at(rawSums, j), scale)));
    share = rounded(pooledSpread(formulas) / pooledSpread(both), 2);
    weights = raw.map((weight) => rounded(weight * scale * share));
    const kept = weights;
    learned = recordings.map((r) => weighted(r, kept, means));
  }
  const moving = recordings.map((r, j) => sum(scaled(at(r.zs, unit), share), at(learned, j)));
  const medians = moving.map(middle);
  const alone = formula.held !== undefined && formula.z === undefined;
  return {
    share,
    resting: alone ? rounded(mean(recordings.map((r) => middle(at(r.helds, unit))))) : 0,
    prior: {
      mean: rounded(mean(medians)),
      between: rounded(Math.sqrt(variance(medians) * (medians.length / (medians.length - 1)))),
      within: rounded(Math.max(LEAST_WITHIN, pooledSpread(moving))),
    },
    population: rounded(mean(moving.map((values) => quantileOf(values, formula.quantile)))),
    weights,
  };
}

/** Weights per unit of each measure, for a reference of unit spread; null where it never moves. */
function ridge(
  unit: number,
  recordings: readonly FitSeries[],
  spreads: readonly number[],
  grams: readonly Float64Array[],
): readonly number[] | null {
  const matrix = new Float64Array(COUNT * COUNT);
  const right = new Float64Array(COUNT);
  let count = 0;
  let trust = 0;
  recordings.forEach((recording, j) => {
    const reference = at(recording.references, unit);
    const power = variance(reference);
    if (power < STILL ** 2) return;
    count++;
    trust += power / (power + NOISE ** 2);
    const toUnit = power / (power + NOISE ** 2) ** 1.5;
    at(grams, j).forEach((value, cell) => (matrix[cell] = (matrix[cell] ?? 0) + value));
    recording.measures.forEach((values, k) => {
      right[k] = (right[k] ?? 0) + (toUnit * covariance(values, reference)) / at(spreads, k);
    });
  });
  if (count === 0) return null;
  for (let k = 0; k < COUNT; k++) {
    for (let l = 0; l < COUNT; l++) matrix[k * COUNT + l] = (matrix[k * COUNT + l] ?? 0) / count;
    matrix[k * COUNT + k] = (matrix[k * COUNT + k] ?? 0) + RIDGE;
  }
  const solved = solvePositive(
    matrix,
    right.map((value) => value / trust),
  );
  return spreads.map((spread, k) => at(solved, k) / spread);
}

function gram({ measures }: FitSeries, spreads: readonly number[]): Float64Array {
  const matrix = new Float64Array(COUNT * COUNT);
  for (let k = 0; k < COUNT; k++) {
    for (let l = 0; l <= k; l++) {
      const value =
        covariance(at(measures, k), at(measures, l)) / (at(spreads, k) * at(spreads, l));
      matrix[k * COUNT + l] = value;
      matrix[l * COUNT + k] = value;
    }
  }
  return matrix;
}

function weighted(
  { measures }: FitSeries,
  weights: readonly number[],
  means: readonly number[],
): Float64Array {
  const out = new Float64Array(at(measures, 0).length);
  measures.forEach((values, k) => {
    for (let i = 0; i < out.length; i++) {
      out[i] = at(out, i) + at(weights, k) * (at(values, i) - at(means, k));
    }
  });
  return out;
}
