import { blendshapeIndex } from '../landmarks/blendshapes.ts';
import type { PairedBlendshape, SingleBlendshape } from '../landmarks/blendshapes.ts';
import { FACE_POINT_STRIDE as STRIDE } from '../landmarks/face-points.ts';
import { EYES } from './eye-openness.ts';

/** One number that is read off a face; lengths are of the normalised face, centimetres. */
export type Measure =
  /** Always 1. */
  | { readonly kind: 'one' }
  /** Mean score, 0..1. */
  | { readonly kind: 'blendshapes'; readonly indices: readonly number[] }
  /** Mean height of points, up positive; mean depth, away from the camera positive. */
  | { readonly kind: 'height' | 'depth'; readonly points: readonly number[] }
  /**
   * Mean distance of pairs of points, or the root of 0.1 and that; `width` is along the face's own
   * horizontal.
   */
  | {
      readonly kind: 'distance' | 'width' | 'root_of_distance';
      readonly pairs: readonly (readonly [number, number])[];
    }
  /** The eye aspect ratio; see `eye-openness.ts`. */
  | { readonly kind: 'eye_openness' };

export const ONE: Measure = { kind: 'one' };
export const EYE_OPENNESS: Measure = { kind: 'eye_openness' };
export const single = (name: SingleBlendshape): Measure => ({
  kind: 'blendshapes',
  indices: [blendshapeIndex(name)],
});
/** Both sides by half. */
export const paired = (name: PairedBlendshape): Measure => ({
  kind: 'blendshapes',
  indices: [blendshapeIndex(`${name}Left`), blendshapeIndex(`${name}Right`)],
});
export const height = (...points: readonly number[]): Measure => ({ kind: 'height', points });
export const depth = (...points: readonly number[]): Measure => ({ kind: 'depth', points });
export const distance = (...pairs: readonly (readonly [number, number])[]): Measure => ({
  kind: 'distance',
  pairs,
});
export const rootOfDistance = (...pairs: readonly (readonly [number, number])[]): Measure => ({
  kind: 'root_of_distance',
  pairs,
});
export const width = (a: number, b: number): Measure => ({ kind: 'width', pairs: [[a, b]] });

/** Weights times measures, added up. */
export type Sum = readonly (readonly [weight: number, of: Measure])[];

/**
 * Reads many sums off one face at once, into `out` in their order. `shapes`: 52 blendshapes;
 * `places`: the normalised face's points, 478 x 3. Nothing is allocated per call: a function that
 * returns a number is only free of that where the engine happens to inline it, so this is tables
 * and one loop.
 */
export type SumReader = (shapes: Float32Array, places: Float64Array, out: Float64Array) => void;

const KIND = {
  one: 0,
  blendshapes: 1,
  height: 2,
  depth: 3,
  distance: 4,
  width: 5,
  eye_openness: 6,
  root_of_distance: 7,
} as const satisfies Record<Measure['kind'], number>;

/** Keeps the root of a distance steady about 0, centimetres. */
const STEADY = 0.1;

/** Corner, corner, then upper and lower lid three times, for each eye. */
const LIDS = EYES.flatMap(({ corners, lids }) => [...corners, ...lids.flat()]);
const PER_EYE = LIDS.length / EYES.length;

function indicesOf(measure: Measure): readonly number[] {
  switch (measure.kind) {
    case 'one':
      return [];
    case 'blendshapes':
      return measure.indices;
    case 'height':
    case 'depth':
      return measure.points;
    case 'distance':
    case 'width':
    case 'root_of_distance':
      return measure.pairs.flat();
    case 'eye_openness':
      return LIDS;
  }
}

export function createSumReader(sums: readonly Sum[]): SumReader {
  const measures = [...new Set(sums.flatMap((sum) => sum.map(([, measure]) => measure)))];
  const kinds = Uint8Array.from(measures, ({ kind }) => KIND[kind]);
  const lists = measures.map(indicesOf);
  const indices = Uint16Array.from(lists.flat());
  const ends = Uint16Array.from(lists, (_, i) => lists.slice(0, i + 1).flat().length);
  const values = new Float64Array(measures.length);
  const terms = sums.flatMap((sum, into) =>
    sum.map(([weight, measure]) => ({ into, weight, from: measures.indexOf(measure) })),
  );
  const weights = Float64Array.from(terms, ({ weight }) => weight);
  const from = Uint16Array.from(terms, (term) => term.from);
  const into = Uint16Array.from(terms, (term) => term.into);

  return (shapes, places, out) => {
    let start = 0;
    for (let m = 0; m < kinds.length; m++) {
      const end = ends[m] as number;
      let total = 0;
      let count = end - start;
      switch (kinds[m]) {
        case KIND.one:
          total = count = 1;
          break;
        case KIND.blendshapes:
          for (let i = start; i < end; i++) total += shapes[indices[i] as number] as number;
          break;
        case KIND.height:
          for (let i = start; i < end; i++) {
            total -= places[(indices[i] as number) * STRIDE + 1] as number;
          }
          break;
        case KIND.depth:
          for (let i = start; i < end; i++) {
            total += places[(indices[i] as number) * STRIDE + 2] as number;
          }
          break;
        case KIND.width:
          count /= 2;
          for (let i = start; i < end; i += 2) {
            const a = (indices[i] as number) * STRIDE;
            const b = (indices[i + 1] as number) * STRIDE;
            total += Math.abs((places[a] as number) - (places[b] as number));
          }
          break;
        default: {
          const isLids = kinds[m] === KIND.eye_openness;
          count = isLids ? EYES.length : count / 2;
          let corners = 1;
          for (let i = start; i < end; i += 2) {
            const a = (indices[i] as number) * STRIDE;
            const b = (indices[i + 1] as number) * STRIDE;
            const x = (places[a] as number) - (places[b] as number);
            const y = (places[a + 1] as number) - (places[b + 1] as number);
            const z = (places[a + 2] as number) - (places[b + 2] as number);
            const apart = Math.sqrt(x * x + y * y + z * z);
            if (!isLids) total += apart;
            else if ((i - start) % PER_EYE === 0) corners = apart;
            else total += apart / corners / (PER_EYE / 2 - 1);
          }
        }
      }
      const mean = total / count;
      values[m] = kinds[m] === KIND.root_of_distance ? Math.sqrt(STEADY + mean) : mean;
      start = end;
    }
    out.fill(0);
    for (let t = 0; t < weights.length; t++) {
      const sum = into[t] as number;
      out[sum] =
        (out[sum] as number) + (weights[t] as number) * (values[from[t] as number] as number);
    }
  };
}
