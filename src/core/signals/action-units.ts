import { FACE_POINT as P } from '../landmarks/face-points.ts';
import type { BaselinePrior } from './baseline.ts';
import type { ActionUnit } from './face-signal.ts';
import {
  depth,
  distance,
  EYE_OPENNESS,
  height,
  ONE,
  paired,
  rootOfDistance,
  single,
  width,
} from './measures.ts';
import type { Sum } from './measures.ts';

/**
 * How an action unit is read. OpenFace subtracts a person's own low quantile from some units
 * ("dynamic" models, Baltrusaitis et al., FG 2015); so do we, by `quantile`, from the same ones and
 * only where it agrees better. The weights are fitted to OpenFace 2.2's intensities on 25 clips of
 * 24 persons, person-wise 8-fold, but for the terms behind a "|" in `words`: these were added on six
 * of the 25 clips. Units: blendshapes 0..1, lengths in canonical centimetres.
 *
 * A learned unit also takes a weighted sum of what is measured on the face, fitted on those six
 * clips alone (`action-unit-fit.ts`); `share` is what it leaves of the formula's amplitude:
 *
 * moving = share * z + learned sum
 * intensity = clip(resting + share * (held - resting) + moving - Q(moving), 0, 5)
 *
 * Q is the person's running quantile of `moving`.
 */
export interface ActionUnitFormula {
  readonly unit: ActionUnit;
  /** The formula in words, for the documents. */
  readonly words: string;
  /** The part that stands on its own. */
  readonly held?: Sum;
  /** The part measured from the person's own baseline. */
  readonly z?: Sum;
  /** Which quantile the baseline is. */
  readonly quantile: number;
  /** What lasts does not become normal: the baseline stays near the population's. */
  readonly lasts?: true;
  /** Standard deviation of the learned sum in terms of the formula's, before both are scaled. */
  readonly learned?: number;
}

/** The fitted constants of one unit. */
export interface ActionUnitFit {
  /** What is left of the formula's amplitude beside the learned sum; 1 where there is none. */
  readonly share: number;
  /** Where the part that stands on its own usually rests. */
  readonly resting: number;
  /** Of `moving`. */
  readonly prior: BaselinePrior;
  /** Q where there is no person to follow (independent stills). */
  readonly population: number;
  /** One per measure; null where nothing is learned. */
  readonly weights: readonly number[] | null;
}

export interface ActionUnitsFit {
  /** One per measure, subtracted before it is weighed. */
  readonly means: readonly number[];
  readonly units: Readonly<Record<ActionUnit, ActionUnitFit>>;
}

/** Of the learned sum of a unit whose formula has no baseline. */
const RESTING = 0.6;

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

const innerBrows = height(
  P.rightInnerBrowLower,
  P.rightInnerBrowUpper,
  P.rightMiddleBrowUpper,
  P.rightMiddleBrowLower,
  P.leftInnerBrowLower,
  P.leftInnerBrowUpper,
  P.leftMiddleBrowUpper,
  P.leftMiddleBrowLower,
);
const alae = height(
  P.rightAlarCrease,
  P.rightAlarInner,
  P.rightAlarUpper,
  P.rightAlar,
  P.leftAlarCrease,
  P.leftAlarInner,
  P.leftAlarUpper,
  P.leftAlar,
);
const lowerLids = height(
  P.rightLowerLid,
  P.rightLowerLidInner,
  P.rightLowerLidOuter,
  P.leftLowerLid,
  P.leftLowerLidInner,
  P.leftLowerLidOuter,
);
const mouthCorners = height(P.rightMouthCorner, P.leftMouthCorner);
const mouthCornersDepth = depth(P.rightMouthCorner, P.leftMouthCorner);
const mouthWidth = width(P.rightMouthCorner, P.leftMouthCorner);
const lipPeaks = width(P.rightUpperLipPeak, P.leftUpperLipPeak);
const innerLips = height(P.upperLipInner, P.lowerLipInner);
const upperLip = height(
  P.upperLipTop,
  P.rightUpperLipPeak,
  P.leftUpperLipPeak,
  P.rightUpperLipTop,
  P.leftUpperLipTop,
);
const noseBase = height(P.noseBase, P.rightNostril, P.leftNostril);
const chin = height(P.chin, P.rightChin, P.leftChin);
const chinPoint = height(P.chin);
const lowerLip = height(P.lowerLipBottom);
const lipsApart = distance([P.upperLipTop, P.lowerLipBottom]);
const LIPS = [
  [P.upperLipInner, P.lowerLipInner],
  [P.rightUpperLipInner, P.rightLowerLipInner],
  [P.leftUpperLipInner, P.leftLowerLipInner],
] as const;
const lipGap = distance(...LIPS);
const rootOfLipGap = rootOfDistance(...LIPS);

/** In the order of `ACTION_UNITS`. */
export const ACTION_UNIT_FORMULAS: readonly ActionUnitFormula[] = [
  {
    unit: 'AU01',
    words: '1.33 browInnerUp + 0.66 h(inner brows)',
    z: [
      [1.33, browInnerUp],
      [0.66, innerBrows],
    ],
    quantile: 0.45,
    learned: 1,
  },
  {
    unit: 'AU02',
    words: '0.53 browOuterUp + 0.46 browInnerUp',
    z: [
      [0.53, browOuterUp],
      [0.46, browInnerUp],
    ],
    quantile: 0.65,
    learned: 0.5,
  },
  {
    unit: 'AU04',
    words: '1.76 browDown + 0.19',
    held: [
      [1.76, browDown],
      [0.19, ONE],
    ],
    quantile: RESTING,
    lasts: true,
    learned: 2,
  },
  {
    unit: 'AU05',
    words: '0.69 eyeWide + 0.68 EAR',
    z: [
      [0.69, eyeWide],
      [0.68, EYE_OPENNESS],
    ],
    quantile: 0.71,
    learned: 0.5,
  },
  {
    unit: 'AU06',
    words: '1.17 mouthSmile + 0.95 mouthUpperUp + 0.61 eyeSquint - 0.19',
    held: [
      [1.17, mouthSmile],
      [0.95, mouthUpperUp],
      [0.61, eyeSquint],
      [-0.19, ONE],
    ],
    quantile: RESTING,
    lasts: true,
    learned: 1,
  },
  {
    unit: 'AU07',
    words: '1.74 eyeSquint + 0.97 mouthUpperUp',
    held: [
      [1.74, eyeSquint],
      [0.97, mouthUpperUp],
    ],
    quantile: RESTING,
    lasts: true,
    learned: 1,
  },
  {
    unit: 'AU09',
    words: '0.40 h(alae) + 0.22 browDown + 0.22 h(lower lids) | - 0.15 h(inner brows)',
    z: [
      [0.4, alae],
      [0.22, browDown],
      [0.22, lowerLids],
      [-0.15, innerBrows],
    ],
    quantile: 0.61,
  },
  {
    unit: 'AU10',
    words: '0.49 mouthUpperUp + 0.89 mouthSmile + 0.07; and 1.17 [h(upper lip) - h(nose base)]',
    held: [
      [0.49, mouthUpperUp],
      [0.89, mouthSmile],
      [0.07, ONE],
    ],
    z: [
      [1.17, upperLip],
      [-1.17, noseBase],
    ],
    quantile: 0.3,
    learned: 1,
  },
  {
    unit: 'AU12',
    words: '2.68 mouthSmile + 0.07',
    held: [
      [2.68, mouthSmile],
      [0.07, ONE],
    ],
    quantile: RESTING,
    lasts: true,
    learned: 0.5,
  },
  {
    unit: 'AU14',
    words: '0.77 mouthSmile + 0.46 eyeSquint + 0.07 depth(mouth corners)',
    z: [
      [0.77, mouthSmile],
      [0.46, eyeSquint],
      [0.07, mouthCornersDepth],
    ],
    quantile: 0.3,
    learned: 2,
  },
  {
    unit: 'AU15',
    words: '2.15 mouthFrown - 0.34 [h(mouth corners) - h(inner lips)]',
    z: [
      [2.15, mouthFrown],
      [-0.34, mouthCorners],
      [0.34, innerLips],
    ],
    quantile: 0.44,
    learned: 1,
  },
  {
    unit: 'AU17',
    words: "3.7 mouthShrugLower - 0.54 width(mouth) | - width(upper lip's peaks)",
    z: [
      [3.7, mouthShrugLower],
      [-0.54, mouthWidth],
      [-1, lipPeaks],
    ],
    quantile: 0.13,
  },
  {
    unit: 'AU20',
    words:
      '1.44 mouthStretch + 0.07 [h(lower lip) - h(chin)] | - 0.15 [h(upper lip) - h(nose base)]',
    z: [
      [1.44, mouthStretch],
      [0.07, lowerLip],
      [-0.07, chinPoint],
      [-0.15, upperLip],
      [0.15, noseBase],
    ],
    quantile: 0.55,
  },
  {
    unit: 'AU23',
    words: '0.55 mouthPress + 1.7 mouthDimple - 0.15 distance(upper lip, lower lip)',
    z: [
      [0.55, mouthPress],
      [1.7, mouthDimple],
      [-0.15, lipsApart],
    ],
    quantile: 0.57,
    learned: 2,
  },
  {
    unit: 'AU25',
    words: '0.35 lip gap + 1.9 mouthUpperUp | + 0.70 root(0.1 + lip gap) - mouthShrugLower',
    z: [
      // 0.61 lip gap over the 25 clips; lips that part say most at first.
      [0.35, lipGap],
      [0.7, rootOfLipGap],
      [1.9, mouthUpperUp],
      [-1, mouthShrugLower],
    ],
    quantile: 0.22,
  },
  {
    unit: 'AU26',
    words: '0.73 jawOpen + 0.62 [h(nose base) - h(chin)]',
    z: [
      [0.73, jawOpen],
      [0.62, noseBase],
      [-0.62, chin],
    ],
    quantile: 0.21,
    learned: 1,
  },
  {
    unit: 'AU45',
    // 3.1 eyeBlink over the 25 clips; the lids' own geometry takes a part of it.
    words: '2.65 eyeBlink | - 1.7 EAR',
    z: [
      [2.65, eyeBlink],
      [-1.7, EYE_OPENNESS],
    ],
    quantile: 0.49,
    lasts: true,
  },
];
