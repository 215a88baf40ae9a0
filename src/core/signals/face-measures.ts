import {
  createSumReader,
  depth,
  distance,
  EYE_OPENNESS,
  height,
  paired,
  single,
  width,
} from './measures.ts';
import type { Sum } from './measures.ts';
import type { NormalisedFace } from './normalised-face.ts';

/** How a measure enters the learned part of an action unit. */
interface FaceMeasure {
  readonly name: string;
  readonly sum: Sum;
  /** A blendshape enters as its root: this landmarker mostly gives small scores. */
  readonly root: boolean;
}

const plain = (name: string, ...sum: Sum): FaceMeasure => ({ name, sum, root: false });
const pairedRoot = (name: Parameters<typeof paired>[0]): FaceMeasure => ({
  name: `root of ${name}`,
  sum: [[1, paired(name)]],
  root: true,
});
const singleRoot = (name: Parameters<typeof single>[0]): FaceMeasure => ({
  name: `root of ${name}`,
  sum: [[1, single(name)]],
  root: true,
});

const mouthCorners = depth(61, 291);
const chinBoss = depth(18, 200, 199);

/**
 * What the learned part of an action unit is a weighted sum of: lengths, heights and depths in the
 * normalised frame (centimetres; points by their numbers in MediaPipe's face mesh) and blendshapes,
 * sides averaged; the three `FACE_TURNS` come after these.
 */
export const FACE_MEASURES: readonly FaceMeasure[] = [
  plain('height of the inner brows', [1, height(55, 107, 66, 65, 285, 336, 296, 295)]),
  plain('height of the innermost brows', [1, height(55, 107, 285, 336)]),
  plain('height of the outer brows', [1, height(70, 63, 105, 300, 293, 334)]),
  plain('height of the middle brows', [1, height(105, 52, 334, 282)]),
  plain('width between the lower brow ends', [1, width(55, 285)]),
  plain('width between the upper brow ends', [1, width(107, 336)]),
  plain('eye aspect ratio', [1, EYE_OPENNESS]),
  plain('height of the upper lids', [1, height(159, 158, 160, 386, 385, 387)]),
  plain('height of the lower lids', [1, height(145, 153, 144, 374, 380, 373)]),
  plain('lid gap', [1, distance([159, 145], [386, 374])]),
  plain('height of the alae', [1, height(129, 98, 64, 48, 358, 327, 294, 278)]),
  plain('width of the nose at the creases', [1, width(129, 358)]),
  plain('width of the nose at the alae', [1, width(48, 278)]),
  plain('height of the nose base', [1, height(2, 97, 326)]),
  plain('height of the upper lip', [1, height(0, 37, 267, 39, 269)]),
  plain('height of the mouth corners', [1, height(61, 291)]),
  plain('width of the mouth', [1, width(61, 291)]),
  plain('depth of the mouth corners', [1, mouthCorners]),
  plain('lip gap', [1, distance([13, 14], [82, 87], [312, 317])]),
  plain('height of the lower lip', [1, height(17)]),
  plain('height of the chin', [1, height(152, 148, 377)]),
  plain('height of the chin boss', [1, height(18, 200, 199)]),
  plain('depth of the chin boss from the chin', [1, chinBoss], [-1, depth(152, 148, 377)]),
  plain('depth of the chin boss from its ends', [1, depth(18)], [-1, depth(17, 200)]),
  plain('thickness of the upper lip', [1, distance([0, 13])]),
  plain('thickness of the lower lip', [1, distance([14, 17])]),
  plain('width of the inner mouth', [1, width(78, 308)]),
  plain("width between the lip's peaks", [1, width(37, 267)]),
  plain('height of the cheeks', [1, height(50, 280, 205, 425)]),
  plain('depth of the cheeks', [1, depth(50, 280, 205, 425)]),
  plain('width between the cheeks', [1, width(205, 425)]),
  plain('depth of the lower lip from the corners', [1, depth(14, 17)], [-1, mouthCorners]),
  plain('depth of the upper lip from the corners', [1, depth(0, 13)], [-1, mouthCorners]),
  pairedRoot('browDown'),
  singleRoot('browInnerUp'),
  pairedRoot('browOuterUp'),
  pairedRoot('eyeBlink'),
  pairedRoot('eyeLookDown'),
  pairedRoot('eyeLookUp'),
  pairedRoot('eyeSquint'),
  pairedRoot('eyeWide'),
  singleRoot('jawOpen'),
  singleRoot('mouthClose'),
  pairedRoot('mouthDimple'),
  pairedRoot('mouthFrown'),
  singleRoot('mouthFunnel'),
  pairedRoot('mouthLowerDown'),
  pairedRoot('mouthPress'),
  singleRoot('mouthPucker'),
  singleRoot('mouthRollLower'),
  singleRoot('mouthRollUpper'),
  singleRoot('mouthShrugLower'),
  singleRoot('mouthShrugUpper'),
  pairedRoot('mouthSmile'),
  pairedRoot('mouthStretch'),
  pairedRoot('mouthUpperUp'),
];

/** Degrees, of the rotation onto the canonical face; yaw without its side. */
export const FACE_TURNS = ['pitch', 'yaw to either side', 'roll'] as const;

export const FACE_MEASURE_NAMES: readonly string[] = [
  ...FACE_MEASURES.map(({ name }) => name),
  ...FACE_TURNS,
];

export type MeasureReader = (shapes: Float32Array, face: NormalisedFace, out: Float64Array) => void;

/** Keeps a root steady where a score is about 0. */
const STEADY = 0.01;
const DEGREES = 180 / Math.PI;
const LENGTHS = FACE_MEASURES.length;
const IS_ROOT = Uint8Array.from(FACE_MEASURES, ({ root }) => (root ? 1 : 0));

/** Reads all measures into `out`, in the order of their names. Nothing is allocated per call. */
export function createMeasureReader(): MeasureReader {
  const readSums = createSumReader(FACE_MEASURES.map(({ sum }) => sum));
  return (shapes, { places, rotation: r }, out) => {
    readSums(shapes, places, out);
    for (let i = 0; i < LENGTHS; i++) {
      if (IS_ROOT[i] === 1) out[i] = Math.sqrt(STEADY + Math.max(0, out[i] as number));
    }
    const across = Math.min(1, Math.max(-1, r[2] as number));
    out[LENGTHS] = Math.atan2(r[5] as number, r[8] as number) * DEGREES;
    out[LENGTHS + 1] = Math.abs(Math.asin(across)) * DEGREES;
    out[LENGTHS + 2] = Math.atan2(r[1] as number, r[0] as number) * DEGREES;
  };
}
