import { createReadStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readRecords } from '#core/csv/csv-records.ts';
import { agreementOf, median } from '#core/evaluation/agreement.ts';
import { ACTION_UNIT_FORMULAS } from '#core/signals/action-units.ts';
import { createFaceSampler } from '#core/signals/face-sampler.ts';
import { ACTION_UNITS, FACE_FEATURES } from '#core/signals/face-signal.ts';
import type { ActionUnit, FaceFeature } from '#core/signals/face-signal.ts';
import { createFaceNormaliser } from '#core/signals/normalised-face.ts';
import { openRecording } from '../extract/recording.ts';

/** OpenFace's value moves in a recording where its standard deviation is above this. */
const MOVES = { intensity: 0.15, radians: (1.5 * Math.PI) / 180 } as const;
const DEGREES = 180 / Math.PI;

export interface FeatureAgreement {
  readonly feature: FaceFeature;
  readonly inDegrees: boolean;
  /** Median over the recordings in which OpenFace's value moves; null where there is none. */
  readonly r: number | null;
  /** Degrees for angles. */
  readonly mae: number;
  /** Of always answering 0 (intensities) or OpenFace's own overall mean (angles). */
  readonly constantMae: number;
  readonly moving: number;
}

export interface AgreementReport {
  readonly recordings: readonly string[];
  readonly frames: number;
  readonly features: readonly FeatureAgreement[];
  readonly meanAuR: number;
  readonly meanAuMae: number;
}

interface Pair {
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
}

const SUFFIX = '.openface.csv';
const recordingNames = (directory: string): string[] =>
  readdirSync(directory)
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => file.slice(0, -SUFFIX.length))
    .sort();

/**
 * Runs every recording of `directory` through the sampler, as a sequence or as if its frames were
 * unrelated stills, and compares it with OpenFace's CSV.
 */
export async function measureAgreement(
  directory: string,
  kind: 'sequence' | 'stills' = 'sequence',
): Promise<AgreementReport> {
  const recordings = recordingNames(directory);
  const pairs: ReadonlyMap<FaceFeature, Pair>[] = [];
  for (const name of recordings) pairs.push(await readPairs(join(directory, name), kind));
  const features = FACE_FEATURES.map((feature) =>
    compare(
      feature,
      pairs.map((pair) => pair.get(feature) ?? { ours: [], theirs: [] }),
    ),
  );
  const units = features.filter(({ feature }) =>
    (ACTION_UNITS as readonly string[]).includes(feature),
  );
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    recordings,
    frames: pairs.reduce((sum, pair) => sum + (pair.get('AU01')?.ours.length ?? 0), 0),
    features,
    meanAuR: mean(units.flatMap(({ r }) => (r === null ? [] : [r]))),
    meanAuMae: mean(units.map(({ mae }) => mae)),
  };
}

async function readPairs(
  base: string,
  kind: 'sequence' | 'stills',
): Promise<ReadonlyMap<FaceFeature, Pair>> {
  const theirs = await readOpenFace(`${base}${SUFFIX}`);
  const series = new Map(
    FACE_FEATURES.map((feature) => [feature, { ours: [] as number[], theirs: [] as number[] }]),
  );
  const sampler = createFaceSampler({ kind });
  let row = 0;
  for await (const frame of (await openRecording(base)).frames()) {
    const observation = sampler.sample(frame);
    const reference = theirs[row++];
    if (observation.kind === 'absent' || reference === undefined || reference.success !== 1)
      continue;
    FACE_FEATURES.forEach((feature, i) => {
      const pair = series.get(feature);
      pair?.ours.push(observation.features[i] ?? NaN);
      pair?.theirs.push(reference.values[i] ?? NaN);
    });
  }
  return series;
}

async function readOpenFace(
  file: string,
): Promise<{ readonly success: number; readonly values: readonly number[] }[]> {
  const rows: { success: number; values: number[] }[] = [];
  let header: readonly string[] | null = null;
  for await (const { cells } of readRecords(file, createReadStream(file, 'utf8'))) {
    if (header === null) {
      header = cells;
      continue;
    }
    const names = header;
    const of = (column: string): number => Number(cells[names.indexOf(column)]);
    rows.push({
      success: of('success'),
      values: FACE_FEATURES.map((name) => of(name.startsWith('AU') ? `${name}_r` : name)),
    });
  }
  return rows;
}

function compare(feature: FaceFeature, pairs: readonly Pair[]): FeatureAgreement {
  const inDegrees = !feature.startsWith('AU');
  const rs = pairs.flatMap(({ ours, theirs }) => {
    const { r, spread } = agreementOf(ours, theirs);
    return spread > (inDegrees ? MOVES.radians : MOVES.intensity) ? [r ?? 0] : [];
  });
  const theirs = pairs.flatMap((pair) => pair.theirs);
  const pooled = agreementOf(
    pairs.flatMap((pair) => pair.ours),
    theirs,
  );
  const constant = inDegrees ? theirs.reduce((sum, value) => sum + value, 0) / theirs.length : 0;
  const scale = inDegrees ? DEGREES : 1;
  return {
    feature,
    inDegrees,
    r: median(rs),
    mae: pooled.meanAbsoluteError * scale,
    constantMae:
      agreementOf(
        theirs.map(() => constant),
        theirs,
      ).meanAbsoluteError * scale,
    moving: rs.length,
  };
}

export interface BaselineMeasure {
  readonly unit: ActionUnit;
  /** Over recordings, of each one's own quantile. */
  readonly mean: number;
  readonly lowest: number;
  readonly highest: number;
}

/** The `population` constants of the action units: each recording's quantile, averaged. */
export async function measureBaselines(directory: string): Promise<readonly BaselineMeasure[]> {
  const quantiles = new Map<ActionUnit, number[]>();
  for (const name of recordingNames(directory)) {
    const zs = new Map<ActionUnit, number[]>();
    const normaliser = createFaceNormaliser();
    for await (const frame of (await openRecording(join(directory, name))).frames()) {
      const [found] = frame.faces;
      if (found === undefined) continue;
      const face = normaliser.normalise(found.points, frame.image);
      for (const { unit, moving } of ACTION_UNIT_FORMULAS) {
        if (moving === undefined) continue;
        zs.set(unit, [...(zs.get(unit) ?? []), moving.z(found.blendshapes, face)]);
      }
    }
    for (const { unit, moving } of ACTION_UNIT_FORMULAS) {
      const sorted = zs.get(unit)?.sort((a, b) => a - b);
      if (moving === undefined || sorted === undefined) continue;
      const value = sorted[Math.round(moving.quantile * (sorted.length - 1))] ?? NaN;
      quantiles.set(unit, [...(quantiles.get(unit) ?? []), value]);
    }
  }
  return [...quantiles].map(([unit, values]) => ({
    unit,
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    lowest: Math.min(...values),
    highest: Math.max(...values),
  }));
}
