import type { Captured } from '../units.ts';
import { ACTION_UNIT_FIT } from './action-unit-fit.ts';
import { ACTION_UNIT_FORMULAS } from './action-units.ts';
import type { ActionUnitFit, ActionUnitsFit } from './action-units.ts';
import { createRunningQuantile } from './baseline.ts';
import type { RunningQuantile } from './baseline.ts';
import { FACE_MEASURE_NAMES, createMeasureReader } from './face-measures.ts';
import { featureIndex } from './face-signal.ts';
import { createSumReader } from './measures.ts';
import type { NormalisedFace } from './normalised-face.ts';

export interface ActionUnitReader {
  /**
   * Writes the 17 intensities to their places among the 22 features. Frames come in order of time;
   * how long a face showed weighs in its baseline, whatever the frame rate.
   */
  read(shapes: Float32Array, face: NormalisedFace, moment: Captured, features: Float32Array): void;
  /** One per unit, in the order of the formulas; empty for stills. */
  readonly baselines: readonly RunningQuantile[];
  /** What the baselines were at the newest frame, likewise. */
  readonly quantiles: Float64Array;
}

const MAX_INTENSITY = 5;
/** The learned sum of a face unlike any seen is followed for so many deviations, and no further. */
const MOST_LEARNED = 5;
/** How long one frame may count, milliseconds: what was not looked at is not known. */
const LONGEST_FRAME_MS = 200;
const FIRST_FRAME_MS = 33;
/** `lasts`: how far above the population's mean a baseline may be, in deviations between persons. */
const HIGHEST_BASELINE = 1.5;

const UNIT_COUNT = ACTION_UNIT_FORMULAS.length;
const MEASURE_COUNT = FACE_MEASURE_NAMES.length;

/** Nothing is allocated per frame. */
export function createActionUnitReader(
  kind: 'sequence' | 'stills',
  fit: ActionUnitsFit = ACTION_UNIT_FIT,
): ActionUnitReader {
  const fits = ACTION_UNIT_FORMULAS.map(({ unit }) => fit.units[unit]);
  const places = Uint8Array.from(ACTION_UNIT_FORMULAS, ({ unit }) => featureIndex(unit));
  const shares = Float64Array.from(fits, ({ share }) => share);
  const restings = Float64Array.from(ACTION_UNIT_FORMULAS, ({ held }, i) =>
    held === undefined ? 0 : (1 - (shares[i] as number)) * (fits[i] as ActionUnitFit).resting,
  );
  const populations = Float64Array.from(fits, ({ population }) => population);
  const highest = Float64Array.from(ACTION_UNIT_FORMULAS, ({ lasts }, i) => {
    const { mean, between } = (fits[i] as ActionUnitFit).prior;
    return lasts === true ? mean + HIGHEST_BASELINE * between : Number.POSITIVE_INFINITY;
  });
  const mostLearned = Float64Array.from(
    fits,
    ({ prior }) => MOST_LEARNED * Math.hypot(prior.between, prior.within),
  );
  const means = Float64Array.from(fit.means);
  const learners = Uint8Array.from(fits, ({ weights }) => (weights === null ? 0 : 1));
  const weights = Float64Array.from(fits.flatMap((unit) => unit.weights ?? []));
  const baselines =
    kind === 'sequence'
      ? ACTION_UNIT_FORMULAS.map(({ quantile }, i) =>
          createRunningQuantile(quantile, (fits[i] as ActionUnitFit).prior),
        )
      : [];

  const readHeld = createSumReader(ACTION_UNIT_FORMULAS.map(({ held }) => held ?? []));
  const readZ = createSumReader(ACTION_UNIT_FORMULAS.map(({ z }) => z ?? []));
  const readMeasures = createMeasureReader();
  const helds = new Float64Array(UNIT_COUNT);
  const zs = new Float64Array(UNIT_COUNT);
  const movings = new Float64Array(UNIT_COUNT);
  const quantiles = new Float64Array(UNIT_COUNT);
  const measures = new Float64Array(MEASURE_COUNT);
  const time = { lastAt: Number.NaN };

  return {
    baselines,
    quantiles,
    read(shapes, face, { capturedAt }, features) {
      const since = Number.isNaN(time.lastAt)
        ? FIRST_FRAME_MS
        : Math.round(capturedAt - time.lastAt);
      const weight = Math.min(LONGEST_FRAME_MS, Math.max(1, since));
      time.lastAt = capturedAt;
      readHeld(shapes, face.places, helds);
      readZ(shapes, face.places, zs);
      readMeasures(shapes, face, measures);
      let from = 0;
      for (let i = 0; i < UNIT_COUNT; i++) {
        let learned = 0;
        if (learners[i] === 1) {
          for (let k = 0; k < MEASURE_COUNT; k++) {
            learned +=
              (weights[from + k] as number) * ((measures[k] as number) - (means[k] as number));
          }
          from += MEASURE_COUNT;
          const most = mostLearned[i] as number;
          learned = Math.min(most, Math.max(-most, learned));
        }
        const share = shares[i] as number;
        const moving = share * (zs[i] as number) + learned;
        let own = populations[i] as number;
        if (kind === 'sequence') {
          const baseline = baselines[i] as RunningQuantile;
          movings[i] = moving;
          baseline.follow(movings, quantiles, i, weight);
          own = quantiles[i] as number;
        }
        const value =
          (restings[i] as number) +
          share * (helds[i] as number) +
          moving -
          Math.min(own, highest[i] as number);
        features[places[i] as number] = Math.min(MAX_INTENSITY, Math.max(0, value));
      }
    },
  };
}
