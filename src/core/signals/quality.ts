import { measureBox } from '../landmarks/face-box.ts';
import type { FaceView } from '../landmarks/landmark-frame.ts';
import { OVERWRITTEN } from '../numeric/overwritten.ts';
import { degrees, durationMs, probability, toRadians } from '../units.ts';
import type { ImageSize, Probability, TimestampMs } from '../units.ts';
import type { ChosenFace } from './choose-student.ts';
import { createFrameRate } from './frame-rate.ts';
import { pitchAlongRay, yawAlongRay } from './head-pose.ts';
import type { HeadPose } from './head-pose.ts';
import { QUALITY_ISSUES, UNREADABLE_REASONS } from './quality-issues.ts';
import type { QualityIssue, UnreadableReason } from './quality-issues.ts';

export interface Quality {
  /** 0 not to be trusted .. 1 a clear view; the product of the parts. */
  readonly value: Probability;
  /** The parts that are below `NOTICEABLE`, worst first. */
  readonly issues: readonly QualityIssue[];
  /** Why the features are not to be used at all; null where they are. */
  readonly unreadable: UnreadableReason | null;
}

export interface QualityJudge {
  /** Every frame of a sequence, also one without a face: its rate is judged. */
  frame(capturedAt: TimestampMs): void;
  /**
   * Frames in order of time. `image` is null where the picture's size is not known: then size and
   * place are not judged; without `face.view` the landmarks alone are. The answer holds until the
   * next call.
   */
  judge(
    capturedAt: TimestampMs,
    chosen: ChosenFace,
    head: HeadPose,
    image: ImageSize | null,
  ): Quality;
}

/** A part that is lower than this is named as an issue. */
export const NOTICEABLE = 0.7;
/** A part at 0 makes the view unreadable, and it stays so until the part is above this again. */
const READABLE_AGAIN = 0.15;
/** Parts from pixels follow with this time constant, so that a blink or a flash does not count. */
const SMOOTHING = durationMs(300);
/** After so long without this face nothing of before counts. */
const MEMORY = durationMs(1000);
/** How far below 0 a part is followed, so that what is clearly bad shows soon. */
const WORST = -0.5;

const rad = (value: number): number => toRadians(degrees(value));

interface Limits {
  readonly good: number;
  readonly none: number;
}

/**
 * Where each part falls from 1 to 0, linearly; at `none` the view is unreadable by itself. How far
 * the features of spoilt photographs move, from which these come: docs/FEATURES.md.
 */
export const VIEW_LIMITS = {
  /** Brightness of the face, raised where the whole picture is lit: dark skin is not darkness. */
  light: { good: 0.4, none: 0.12 },
  overexposed: { good: 0.15, none: 0.9 },
  /** Contrast by brightness. */
  contrast: { good: 0.25, none: 0.07 },
  sharpness: { good: 0.46, none: 0.3 },
  /** Square root of the face box's area, pixels. */
  size: { good: 100, none: 45 },
  /** Share of the face box inside the image. */
  inside: { good: 0.98, none: 0.6 },
  /** Seen from the camera: a face that looks into it has no turn, wherever it is. */
  yaw: { good: rad(30), none: rad(70) },
  pitch: { good: rad(25), none: rad(60) },
  mouthDetail: { good: 0.12, none: 0.055 },
  eyeDetail: { good: 0.12, none: 0.05 },
} as const satisfies Record<string, Limits>;

/** Parts that never block; `least` is the lowest they get. */
const HINDRANCES = {
  weakerEye: { good: 0.06, none: 0.01, least: 0.3 },
  glare: { good: 0, none: 0.4, least: 0.3 },
  /** Frames a second: docs/ENGAGEMENT.md, the window of the learning states. */
  rate: { good: 10, none: 2, least: 0.3 },
  severalPeople: 0.65,
} as const;

/** A covered mouth or eye is looked for up to these angles: a turned face covers itself. */
const FACING = { yaw: { good: rad(35), none: rad(50) }, pitch: { good: rad(30), none: rad(45) } };

/** Written out: with `Math.min`, `Math.max` and a destructured argument V8 allocates here. */
function between(value: number, limits: Limits, least = 0): number {
  const share = (value - limits.none) / (limits.good - limits.none);
  return share > 1 ? 1 : share < least ? least : share;
}

const indexOf = (issue: QualityIssue): number => QUALITY_ISSUES.indexOf(issue);
const INDEX = Object.fromEntries(QUALITY_ISSUES.map((issue, i) => [issue, i])) as Record<
  QualityIssue,
  number
>;
const BLOCKING = UNREADABLE_REASONS.map(indexOf);
const FROM_PIXELS = (
  [
    'too_dark',
    'too_bright',
    'low_contrast',
    'blurred',
    'mouth_covered',
    'eyes_covered',
    'glare',
  ] as const
).map(indexOf);
/** Longer lists are made anew each time; the number for a shorter one needs no allocation. */
const IN_KEY = 7;
const NO_ISSUES: readonly QualityIssue[] = [];

/** A part that counts by `weight` alone: what cannot be told is not held against anybody. */
const weighed = (part: number, weight: number): number => 1 - weight * (1 - part);

function judgePixels(parts: Float64Array, head: HeadPose, view: FaceView): void {
  const light = view.brightness * (1 + view.surroundings);
  const dark = between(light, VIEW_LIMITS.light, WORST);
  const bright = between(view.overexposed, VIEW_LIMITS.overexposed, WORST);
  /** White is flat: where there is much of it, low contrast is no issue of its own. */
  const contrast = weighed(
    between(view.contrast / Math.max(view.brightness, 0.01), VIEW_LIMITS.contrast, WORST),
    Math.max(0, bright) ** 2,
  );
  const lit = Math.min(1, Math.max(0, 2 * Math.min(dark, bright, contrast)));
  const sharp = weighed(between(view.sharpness, VIEW_LIMITS.sharpness, WORST), lit);
  const facing =
    between(Math.abs(yawAlongRay(head)), FACING.yaw) *
    between(Math.abs(pitchAlongRay(head)), FACING.pitch);
  const clear = Math.min(lit, Math.max(0, 2 * sharp)) * facing;
  const eyes = Math.min(
    between(view.eyeDetail, VIEW_LIMITS.eyeDetail, WORST),
    between(view.weakerEyeDetail, HINDRANCES.weakerEye, HINDRANCES.weakerEye.least),
  );
  parts[INDEX.too_dark] = dark;
  parts[INDEX.too_bright] = bright;
  parts[INDEX.low_contrast] = contrast;
  parts[INDEX.blurred] = sharp;
  parts[INDEX.mouth_covered] = weighed(
    between(view.mouthDetail, VIEW_LIMITS.mouthDetail, WORST),
    clear,
  );
  parts[INDEX.eyes_covered] = weighed(eyes, clear);
  parts[INDEX.glare] = between(
    view.glare - view.overexposed,
    HINDRANCES.glare,
    HINDRANCES.glare.least,
  );
}

/** `sequence`: with memory of the frames before; `stills`: each image alone. Allocates nothing after a while. */
export function createQualityJudge(kind: 'sequence' | 'stills'): QualityJudge {
  const remembers = kind === 'sequence';
  const rate = createFrameRate();
  const parts = new Float64Array(QUALITY_ISSUES.length);
  const smooth = new Float64Array(QUALITY_ISSUES.length);
  const blocked = new Uint8Array(QUALITY_ISSUES.length);
  const order = new Uint8Array(QUALITY_ISSUES.length);
  const quality: { -readonly [Key in keyof Quality]: Quality[Key] } = {
    value: probability(OVERWRITTEN),
    issues: NO_ISSUES,
    unreadable: null,
  };
  const measured = { side: OVERWRITTEN, inside: OVERWRITTEN };
  const time = { last: Number.NaN, step: OVERWRITTEN };
  let hadPixels = false;

  const judgePlace = (
    { box, faceCount }: ChosenFace,
    head: HeadPose,
    image: ImageSize | null,
  ): void => {
    const { yaw, pitch, size, inside } = VIEW_LIMITS;
    parts[INDEX.turned_away] =
      between(Math.abs(yawAlongRay(head)), yaw) * between(Math.abs(pitchAlongRay(head)), pitch);
    if (image !== null) {
      measureBox(box, image, measured);
      parts[INDEX.small_face] = between(measured.side, size);
      parts[INDEX.partly_outside] = between(measured.inside, inside);
    }
    if (faceCount > 1) parts[INDEX.several_people] = HINDRANCES.severalPeople;
    if (remembers && rate.fps > 0) {
      parts[INDEX.low_frame_rate] = between(rate.fps, HINDRANCES.rate, HINDRANCES.rate.least);
    }
  };

  const followPixels = (isFresh: boolean): void => {
    const share = isFresh || !hadPixels ? 1 : 1 - Math.exp(-time.step / SMOOTHING);
    for (let i = 0; i < FROM_PIXELS.length; i++) {
      const part = FROM_PIXELS[i] as number;
      const before = smooth[part] as number;
      const now = before + share * ((parts[part] as number) - before);
      smooth[part] = now;
      parts[part] = now;
    }
  };

  /** The lowest of the parts that block, and those that go on blocking. */
  const block = (): UnreadableReason | null => {
    let reason: UnreadableReason | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < BLOCKING.length; i++) {
      const part = BLOCKING[i] as number;
      const value = parts[part] as number;
      const stays = blocked[part] === 1 && value <= READABLE_AGAIN;
      blocked[part] = value <= 0 || stays ? 1 : 0;
      if (blocked[part] === 1 && value < least) {
        least = value;
        reason = UNREADABLE_REASONS[i] as UnreadableReason;
      }
    }
    return reason;
  };

  /** Lists of issues that there were, so that each is made once. */
  const lists = new Map<number, readonly QualityIssue[]>();

  /** The parts below `NOTICEABLE` by insertion. */
  const name = (): readonly QualityIssue[] => {
    let count = 0;
    for (let part = 0; part < parts.length; part++) {
      if ((parts[part] as number) >= NOTICEABLE) continue;
      let place = count++;
      while (place > 0 && (parts[order[place - 1] as number] as number) > (parts[part] as number)) {
        order[place] = order[place - 1] as number;
        place--;
      }
      order[place] = part;
    }
    let same = quality.issues.length === count;
    for (let i = 0; i < count && same; i++) {
      same = QUALITY_ISSUES[order[i] as number] === quality.issues[i];
    }
    if (same) return quality.issues;
    if (count === 0) return NO_ISSUES;
    let key = 0;
    for (let i = 0; i < Math.min(count, IN_KEY); i++) {
      key = key * (parts.length + 1) + 1 + (order[i] as number);
    }
    let list = count > IN_KEY ? undefined : lists.get(key);
    if (list !== undefined) return list;
    list = Array.from(order.subarray(0, count), (part) => QUALITY_ISSUES[part] as QualityIssue);
    if (count <= IN_KEY) lists.set(key, list);
    return list;
  };

  return {
    frame(capturedAt) {
      rate.add(capturedAt);
    },
    judge(capturedAt, chosen, head, image) {
      time.step = capturedAt - time.last;
      const fresh = !(remembers && time.step >= 0 && time.step <= MEMORY);
      const { view } = chosen.face;
      time.last = capturedAt;
      parts.fill(1);
      judgePlace(chosen, head, image);
      if (fresh) blocked.fill(0);
      if (view !== null) {
        judgePixels(parts, head, view);
        followPixels(fresh);
      }
      hadPixels = view !== null;
      let product = 1;
      for (let part = 0; part < parts.length; part++) {
        product *= Math.max(0, parts[part] as number);
      }
      quality.value = probability(product);
      quality.unreadable = block();
      quality.issues = name();
      return quality;
    },
  };
}

/** Residuals of the rigid fit that count as surely a face and surely none, canonical centimetres. */
const FIT = { good: 0.6, none: 2.5 } as const;

/**
 * The landmarker gives no score of its own, so confidence is how well the mesh still is a rigid
 * human face: 1 at a fit within 0.6 cm, 0 from 2.5 cm.
 */
export function fillConfidence(
  { residual }: { readonly residual: number },
  out: { confidence: Probability },
): void {
  out.confidence = probability(between(residual, FIT));
}
