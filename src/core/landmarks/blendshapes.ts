/** The 52 scores of MediaPipe's face blendshape model (ARKit's names), in the order it gives them. */
export const BLENDSHAPE_NAMES = [
  '_neutral',
  'browDownLeft',
  'browDownRight',
  'browInnerUp',
  'browOuterUpLeft',
  'browOuterUpRight',
  'cheekPuff',
  'cheekSquintLeft',
  'cheekSquintRight',
  'eyeBlinkLeft',
  'eyeBlinkRight',
  'eyeLookDownLeft',
  'eyeLookDownRight',
  'eyeLookInLeft',
  'eyeLookInRight',
  'eyeLookOutLeft',
  'eyeLookOutRight',
  'eyeLookUpLeft',
  'eyeLookUpRight',
  'eyeSquintLeft',
  'eyeSquintRight',
  'eyeWideLeft',
  'eyeWideRight',
  'jawForward',
  'jawLeft',
  'jawOpen',
  'jawRight',
  'mouthClose',
  'mouthDimpleLeft',
  'mouthDimpleRight',
  'mouthFrownLeft',
  'mouthFrownRight',
  'mouthFunnel',
  'mouthLeft',
  'mouthLowerDownLeft',
  'mouthLowerDownRight',
  'mouthPressLeft',
  'mouthPressRight',
  'mouthPucker',
  'mouthRight',
  'mouthRollLower',
  'mouthRollUpper',
  'mouthShrugLower',
  'mouthShrugUpper',
  'mouthSmileLeft',
  'mouthSmileRight',
  'mouthStretchLeft',
  'mouthStretchRight',
  'mouthUpperUpLeft',
  'mouthUpperUpRight',
  'noseSneerLeft',
  'noseSneerRight',
] as const;
export type BlendshapeName = (typeof BLENDSHAPE_NAMES)[number];

type Sided<Name> = Name extends `${infer Stem}Left`
  ? `${Stem}Right` extends BlendshapeName
    ? Stem
    : never
  : never;
/** A blendshape that exists for both sides, such as `mouthSmile`; the mouth's own left is not one. */
export type PairedBlendshape = Exclude<Sided<BlendshapeName>, 'mouth' | 'jaw'>;
export type SingleBlendshape =
  | 'browInnerUp'
  | 'jawOpen'
  | 'mouthClose'
  | 'mouthFunnel'
  | 'mouthPucker'
  | 'mouthRollLower'
  | 'mouthRollUpper'
  | 'mouthShrugLower'
  | 'mouthShrugUpper';

const INDEX = new Map<string, number>(BLENDSHAPE_NAMES.map((name, index) => [name, index]));

/** Position of a score among the 52. */
export function blendshapeIndex(name: BlendshapeName): number {
  const index = INDEX.get(name);
  if (index === undefined) throw new RangeError(`no blendshape is called ${name}`);
  return index;
}

/** Reads the mean of a left and right pair. */
export type BlendshapeReader = (scores: Float32Array) => number;

export function paired(name: PairedBlendshape): BlendshapeReader {
  const left = blendshapeIndex(`${name}Left`);
  const right = blendshapeIndex(`${name}Right`);
  return (scores) => ((scores[left] as number) + (scores[right] as number)) / 2;
}
