import { paired, single } from '../landmarks/blendshapes.ts';
import { FACE_POINT as P } from '../landmarks/face-points.ts';
import { eyeAspectRatio } from './eye-openness.ts';
import type { ActionUnit } from './face-signal.ts';
import type { NormalisedFace } from './normalised-face.ts';

/**
 * How an action unit is read. OpenFace subtracts a person's own low quantile from some units
 * ("dynamic" models, Baltrusaitis et al., FG 2015); so do we, by `quantile`, from the same ones and
 * only where it agrees better. Every weight is fitted to OpenFace 2.2's intensities on 25 clips of
 * 24 persons, person-wise 8-fold; units: blendshapes 0..1, lengths in canonical centimetres.
 *
 * intensity = clip(held + moving - Q(moving), 0, 5), Q the person's running quantile of `moving`
 */
export interface ActionUnitFormula {
  readonly unit: ActionUnit;
  /** The formula in words, for the documents. */
  readonly words: string;
  /** The part that stands on its own. */
  readonly held?: (shapes: Float32Array, face: NormalisedFace) => number;
  /** The part measured from the person's own baseline. */
  readonly moving?: {
    readonly z: (shapes: Float32Array, face: NormalisedFace) => number;
    readonly quantile: number;
    /** Q where there is no person to follow (independent stills): mean over the development pairs. */
    readonly population: number;
    /** Q is never above this, so that what lasts long does not become normal. */
    readonly highest?: number;
  };
  /** Agreement with OpenFace too weak to lean on. */
  readonly reliability: 'good' | 'fair' | 'low';
}

const browDown = paired('browDown');
const browInnerUp = single('browInnerUp');
const browOuterUp = paired('browOuterUp');
const eyeBlink = paired('eyeBlink');
const eyeSquint = paired('eyeSquint');
const eyeWide = paired('eyeWide');
const jawOpen = single('jawOpen');
const mouthDimple = paired('mouthDimple');
const mouthFrown = paired('mouthFrown');
const mouthPress = paired('mouthPress');
const mouthShrugLower = single('mouthShrugLower');
const mouthSmile = paired('mouthSmile');
const mouthStretch = paired('mouthStretch');
const mouthUpperUp = paired('mouthUpperUp');

const INNER_BROWS = [
  P.rightInnerBrowLower,
  P.rightInnerBrowUpper,
  P.rightMiddleBrowUpper,
  P.rightMiddleBrowLower,
  P.leftInnerBrowLower,
  P.leftInnerBrowUpper,
  P.leftMiddleBrowUpper,
  P.leftMiddleBrowLower,
];
const ALAE = [
  P.rightAlarCrease,
  P.rightAlarInner,
  P.rightAlarUpper,
  P.rightAlar,
  P.leftAlarCrease,
  P.leftAlarInner,
  P.leftAlarUpper,
  P.leftAlar,
];
const LOWER_LIDS = [
  P.rightLowerLid,
  P.rightLowerLidInner,
  P.rightLowerLidOuter,
  P.leftLowerLid,
  P.leftLowerLidInner,
  P.leftLowerLidOuter,
];
const MOUTH_CORNERS = [P.rightMouthCorner, P.leftMouthCorner];
const INNER_LIPS = [P.upperLipInner, P.lowerLipInner];
const UPPER_LIP = [
  P.upperLipTop,
  P.rightUpperLipPeak,
  P.leftUpperLipPeak,
  P.rightUpperLipTop,
  P.leftUpperLipTop,
];
const NOSE_BASE = [P.noseBase, P.rightNostril, P.leftNostril];
const CHIN = [P.chin, P.rightChin, P.leftChin];
const LOWER_LIP = [P.lowerLipBottom];
const CHIN_POINT = [P.chin];

const lipGap = (face: NormalisedFace): number =>
  (face.distance(P.upperLipInner, P.lowerLipInner) +
    face.distance(P.rightUpperLipInner, P.rightLowerLipInner) +
    face.distance(P.leftUpperLipInner, P.leftLowerLipInner)) /
  3;

/** In the order of `ACTION_UNITS`. */
export const ACTION_UNIT_FORMULAS: readonly ActionUnitFormula[] = [
  {
    unit: 'AU01',
    words: '1.33 browInnerUp + 0.66 h(inner brows)',
    moving: {
      z: (s, f) => 1.33 * browInnerUp(s) + 0.66 * f.height(INNER_BROWS),
      quantile: 0.45,
      population: 3.634,
    },
    reliability: 'good',
  },
  {
    unit: 'AU02',
    words: '0.53 browOuterUp + 0.46 browInnerUp',
    moving: {
      z: (s) => 0.53 * browOuterUp(s) + 0.46 * browInnerUp(s),
      quantile: 0.65,
      population: 0.32,
    },
    reliability: 'fair',
  },
  {
    unit: 'AU04',
    words: '1.76 browDown + 0.19',
    held: (s) => 1.76 * browDown(s) + 0.19,
    reliability: 'low',
  },
  {
    unit: 'AU05',
    words: '0.69 eyeWide + 0.68 EAR',
    moving: {
      z: (s, f) => 0.69 * eyeWide(s) + 0.68 * eyeAspectRatio(f),
      quantile: 0.71,
      population: 0.323,
    },
    reliability: 'fair',
  },
  {
    unit: 'AU06',
    words: '1.17 mouthSmile + 0.95 mouthUpperUp + 0.61 eyeSquint - 0.19',
    held: (s) => 1.17 * mouthSmile(s) + 0.95 * mouthUpperUp(s) + 0.61 * eyeSquint(s) - 0.19,
    reliability: 'good',
  },
  {
    unit: 'AU07',
    words: '1.74 eyeSquint + 0.97 mouthUpperUp',
    held: (s) => 1.74 * eyeSquint(s) + 0.97 * mouthUpperUp(s),
    reliability: 'fair',
  },
  {
    unit: 'AU09',
    words: '0.40 h(alae) + 0.22 browDown + 0.22 h(lower lids)',
    moving: {
      z: (s, f) => 0.4 * f.height(ALAE) + 0.22 * browDown(s) + 0.22 * f.height(LOWER_LIDS),
      quantile: 0.61,
      population: -0.024,
    },
    reliability: 'fair',
  },
  {
    unit: 'AU10',
    words: '0.49 mouthUpperUp + 0.89 mouthSmile + 0.07; and 1.17 [h(upper lip) - h(nose base)]',
    held: (s) => 0.49 * mouthUpperUp(s) + 0.89 * mouthSmile(s) + 0.07,
    moving: {
      z: (_, f) => 1.17 * (f.height(UPPER_LIP) - f.height(NOSE_BASE)),
      quantile: 0.3,
      population: -1.892,
    },
    reliability: 'good',
  },
  {
    unit: 'AU12',
    words: '2.68 mouthSmile + 0.07',
    held: (s) => 2.68 * mouthSmile(s) + 0.07,
    reliability: 'good',
  },
  {
    unit: 'AU14',
    words: '0.77 mouthSmile + 0.46 eyeSquint + 0.07 depth(mouth corners)',
    moving: {
      z: (s, f) => 0.77 * mouthSmile(s) + 0.46 * eyeSquint(s) + 0.07 * f.depth(MOUTH_CORNERS),
      quantile: 0.3,
      population: -0.194,
    },
    reliability: 'fair',
  },
  {
    unit: 'AU15',
    words: '2.15 mouthFrown - 0.34 [h(mouth corners) - h(inner lips)]',
    moving: {
      z: (s, f) => 2.15 * mouthFrown(s) - 0.34 * (f.height(MOUTH_CORNERS) - f.height(INNER_LIPS)),
      quantile: 0.44,
      population: -0.005,
    },
    reliability: 'low',
  },
  {
    unit: 'AU17',
    words: '3.7 mouthShrugLower - 0.54 width(mouth corners)',
    moving: {
      z: (s, f) => 3.7 * mouthShrugLower(s) - 0.54 * f.width(P.rightMouthCorner, P.leftMouthCorner),
      quantile: 0.13,
      population: -2.955,
    },
    reliability: 'low',
  },
  {
    unit: 'AU20',
    words: '1.44 mouthStretch + 0.07 [h(lower lip) - h(chin)]',
    moving: {
      z: (s, f) => 1.44 * mouthStretch(s) + 0.07 * (f.height(LOWER_LIP) - f.height(CHIN_POINT)),
      quantile: 0.55,
      population: 0.235,
    },
    reliability: 'low',
  },
  {
    unit: 'AU23',
    words: '0.55 mouthPress + 1.7 mouthDimple - 0.15 distance(upper lip, lower lip)',
    moving: {
      z: (s, f) =>
        0.55 * mouthPress(s) +
        1.7 * mouthDimple(s) -
        0.15 * f.distance(P.upperLipTop, P.lowerLipBottom),
      quantile: 0.57,
      population: -0.28,
    },
    reliability: 'low',
  },
  {
    unit: 'AU25',
    words: '0.61 lip gap + 1.9 mouthUpperUp',
    moving: {
      z: (s, f) => 0.61 * lipGap(f) + 1.9 * mouthUpperUp(s),
      quantile: 0.22,
      population: 0.148,
    },
    reliability: 'good',
  },
  {
    unit: 'AU26',
    words: '0.73 jawOpen + 0.62 [h(nose base) - h(chin)]',
    moving: {
      z: (s, f) => 0.73 * jawOpen(s) + 0.62 * (f.height(NOSE_BASE) - f.height(CHIN)),
      quantile: 0.21,
      population: 4.187,
    },
    reliability: 'fair',
  },
  {
    unit: 'AU45',
    words: '3.1 eyeBlink',
    // Eyes that stay shut must not become the baseline; the highest of six open-eyed ones is 0.89.
    moving: { z: (s) => 3.1 * eyeBlink(s), quantile: 0.49, population: 0.293, highest: 0.9 },
    reliability: 'good',
  },
];
