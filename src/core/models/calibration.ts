import * as v from 'valibot';
import { tempered } from '../evaluation/temperature-scaling.ts';
import { at } from '../numeric/at.ts';

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const finite = v.pipe(v.number(), v.finite());

/** How a model's raw outputs become probabilities that come true as often as they say. */
export const CALIBRATION = v.variant('kind', [
  /** None could be fitted; the outputs stay as they are. */
  v.object({ kind: v.literal('none'), reason: v.string() }),
  /** Of exclusive outputs: softmax(ln p / T) (Guo et al. 2017). */
  v.object({ kind: v.literal('temperature'), temperature: positive }),
  /** Of independent outputs: sigmoid(slope · logit(p) + intercept) for each (Platt 1999). */
  v.object({
    kind: v.literal('platt'),
    slopes: v.pipe(v.array(positive), v.readonly()),
    intercepts: v.pipe(v.array(finite), v.readonly()),
  }),
]);
export type Calibration = Readonly<v.InferOutput<typeof CALIBRATION>>;

/** Outputs of 0 and 1 would have no logit. */
const EDGE = 1e-7;

export function logit(probability: number): number {
  const inside = Math.min(1 - EDGE, Math.max(EDGE, probability));
  return Math.log(inside / (1 - inside));
}

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** One row of outputs as calibrated probabilities, in the same order. */
export function calibrated(row: readonly number[], calibration: Calibration): readonly number[] {
  switch (calibration.kind) {
    case 'none':
      return row;
    case 'temperature':
      return tempered(row, calibration.temperature);
    case 'platt':
      return row.map((p, label) =>
        sigmoid(at(calibration.slopes, label) * logit(p) + at(calibration.intercepts, label)),
      );
  }
}
