import { basename } from 'node:path';
import { agreementOf, median } from '#core/evaluation/agreement.ts';
import { createActionUnitReader } from '#core/signals/action-unit-reader.ts';
import type { ActionUnitsFit } from '#core/signals/action-units.ts';
import { createFaceSampler } from '#core/signals/face-sampler.ts';
import {
  ACTION_UNITS,
  FACE_FEATURES,
  FACE_FEATURE_COUNT,
  featureIndex,
} from '#core/signals/face-signal.ts';
import type { FaceFeature } from '#core/signals/face-signal.ts';
import { createFaceNormaliser } from '#core/signals/normalised-face.ts';
import { directReading } from './direct.ts';
import { fitActionUnits, readFitSeries } from './fit.ts';
import { findPairs, readPair } from './paired-recording.ts';
import type { PairedFrame } from './paired-recording.ts';

/** OpenFace's value moves in a recording where its standard deviation is above this. */
const MOVES = { intensity: 0.15, radians: (1.5 * Math.PI) / 180 } as const;
const DEGREES = 180 / Math.PI;
/** Two are left to fit from: fewer have no spread between persons. */
const FEWEST_TO_HOLD_OUT = 3;

/** In one recording. */
export interface RecordingAgreement {
  readonly recording: string;
  /** null where either does not vary. */
  readonly r: number | null;
  /** Degrees for angles. */
  readonly mae: number;
  /** Whether OpenFace's value moves here. */
  readonly moves: boolean;
}

export interface FeatureAgreement {
  readonly feature: FaceFeature;
  readonly inDegrees: boolean;
  /** Median over the recordings in which OpenFace's value moves; null where there is none. */
  readonly r: number | null;
  /** Pooled over frames; degrees for angles. */
  readonly mae: number;
  /** Of always answering 0 (intensities) or OpenFace's own overall mean (angles). */
  readonly constantMae: number;
  /** Of the landmarker's own number; null where it has none. */
  readonly direct: { readonly r: number | null; readonly mae: number } | null;
  readonly recordings: readonly RecordingAgreement[];
}

export interface AgreementReport {
  readonly recordings: readonly string[];
  readonly skipped: readonly string[];
  readonly frames: number;
  readonly features: readonly FeatureAgreement[];
  readonly meanAuR: number;
  readonly meanAuMae: number;
}

/** `stills`: as if the frames were unrelated. */
export type AgreementKind = 'sequence' | 'stills';

/** Readings of the frames that both have, in order; the features that were not read are absent. */
interface Readings {
  readonly name: string;
  readonly ours: ReadonlyMap<FaceFeature, readonly number[]>;
  readonly theirs: ReadonlyMap<FaceFeature, readonly number[]>;
  readonly direct: ReadonlyMap<FaceFeature, readonly (number | null)[]>;
}

/** Runs every pair of `directory` through the sampler that live and batch use. */
export async function measureAgreement(
  directory: string,
  kind: AgreementKind = 'sequence',
): Promise<AgreementReport> {
  const { pairs, skipped } = findPairs(directory);
  const readings: Readings[] = [];
  for (const base of pairs) {
    const sampler = createFaceSampler({ kind });
    const read = (paired: PairedFrame): Float32Array | null => {
      const observation = sampler.sample(paired.frame);
      return observation.kind === 'absent' ? null : observation.features;
    };
    readings.push(await readAll(base, read, FACE_FEATURES));
  }
  return reportOf(readings, skipped, FACE_FEATURES);
}

/**
 * The action units of each recording with everything that is fitted to recordings fitted to the
 * others alone. The weights of the formulas come from clips that these may have been among.
 */
export async function measureHeldOut(directory: string): Promise<AgreementReport> {
  const { pairs, skipped } = findPairs(directory);
  if (pairs.length < FEWEST_TO_HOLD_OUT) {
    throw new Error(
      `Holding out takes ${FEWEST_TO_HOLD_OUT} recordings; here are ${pairs.length}.`,
    );
  }
  const series = await Promise.all(pairs.map(readFitSeries));
  const readings: Readings[] = [];
  for (const [i, base] of pairs.entries()) {
    const read = unitsBy(fitActionUnits(series.filter((_, j) => j !== i)));
    readings.push(await readAll(base, read, ACTION_UNITS));
  }
  return reportOf(readings, skipped, ACTION_UNITS);
}

function unitsBy(fit: ActionUnitsFit): (paired: PairedFrame) => Float32Array | null {
  const normaliser = createFaceNormaliser();
  const reader = createActionUnitReader('sequence', fit);
  return ({ frame }) => {
    const [found] = frame.faces;
    if (found === undefined) return null;
    const features = new Float32Array(FACE_FEATURE_COUNT);
    const face = normaliser.normalise(found.points, frame.image);
    reader.read(found.blendshapes, face, frame, features);
    return features;
  };
}

async function readAll(
  base: string,
  read: (paired: PairedFrame) => Float32Array | null,
  features: readonly FaceFeature[],
): Promise<Readings> {
  const lists = <T>(): Map<FaceFeature, T[]> => new Map(features.map((feature) => [feature, []]));
  const ours = lists<number>();
  const theirs = lists<number>();
  const direct = lists<number | null>();
  for await (const paired of readPair(base)) {
    const values = read(paired);
    const [face] = paired.frame.faces;
    if (values === null || face === undefined || paired.reference === null) continue;
    for (const feature of features) {
      const i = featureIndex(feature);
      ours.get(feature)?.push(values[i] ?? NaN);
      theirs.get(feature)?.push(paired.reference[i] ?? NaN);
      direct.get(feature)?.push(directReading(feature, face));
    }
  }
  return { name: basename(base), ours, theirs, direct };
}

function reportOf(
  readings: readonly Readings[],
  skipped: readonly string[],
  features: readonly FaceFeature[],
): AgreementReport {
  const compared = features.map((feature) => compare(feature, readings));
  const units = compared.filter(({ inDegrees }) => !inDegrees);
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    recordings: readings.map(({ name }) => name),
    skipped,
    frames: readings.reduce((sum, { theirs }) => sum + (theirs.get('AU01')?.length ?? 0), 0),
    features: compared,
    meanAuR: mean(units.flatMap(({ r }) => (r === null ? [] : [r]))),
    meanAuMae: mean(units.map(({ mae }) => mae)),
  };
}

function compare(feature: FaceFeature, readings: readonly Readings[]): FeatureAgreement {
  const inDegrees = !feature.startsWith('AU');
  const scale = inDegrees ? DEGREES : 1;
  const of = (values: ReadonlyMap<FaceFeature, readonly number[]>): readonly number[] =>
    values.get(feature) ?? [];
  const recordings = readings.map(({ name, ours, theirs }): RecordingAgreement => {
    const { r, spread, meanAbsoluteError } = agreementOf(of(ours), of(theirs));
    const moves = spread > (inDegrees ? MOVES.radians : MOVES.intensity);
    return { recording: name, r, mae: meanAbsoluteError * scale, moves };
  });
  const theirs = readings.flatMap((reading) => of(reading.theirs));
  const errorOf = (ours: readonly number[]): number =>
    agreementOf(ours, theirs).meanAbsoluteError * scale;
  const constant = inDegrees ? theirs.reduce((sum, value) => sum + value, 0) / theirs.length : 0;
  const direct = readings.map((reading) =>
    (reading.direct.get(feature) ?? []).flatMap((value) => (value === null ? [] : [value])),
  );
  return {
    feature,
    inDegrees,
    r: medianOfMoving(recordings),
    mae: errorOf(readings.flatMap((reading) => of(reading.ours))),
    constantMae: errorOf(theirs.map(() => constant)),
    direct: direct.every(({ length }) => length === 0)
      ? null
      : {
          r: medianOfMoving(
            recordings.map(({ moves }, i) => {
              const reading = readings[i];
              const { r } = agreementOf(
                direct[i] ?? [],
                reading === undefined ? [] : of(reading.theirs),
              );
              return { moves, r };
            }),
          ),
          mae: errorOf(direct.flat()),
        },
    recordings,
  };
}

/** A reading that does not vary where OpenFace's does has an r of 0. */
const medianOfMoving = (
  recordings: readonly { readonly moves: boolean; readonly r: number | null }[],
): number | null => median(recordings.flatMap(({ moves, r }) => (moves ? [r ?? 0] : [])));
