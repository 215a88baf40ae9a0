import { measureBox } from '../landmarks/face-box.ts';
import { OVERWRITTEN } from '../numeric/overwritten.ts';
import { durationMs, probability } from '../units.ts';
import type { ImageSize, Probability, TimestampMs } from '../units.ts';
import type { ChosenFace } from './choose-student.ts';
import { createFrameRate } from './frame-rate.ts';
import { pitchAlongRay, yawAlongRay } from './head-pose.ts';
import type { HeadPose } from './head-pose.ts';
import { FROM_PIXELS, judgePixels } from './pixel-parts.ts';
import { QUALITY_ISSUES, UNREADABLE_REASONS } from './quality-issues.ts';
import type { QualityIssue, UnreadableReason } from './quality-issues.ts';
import { between, HINDRANCES, INDEX, NOTICEABLE, VIEW_LIMITS } from './view-limits.ts';

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

/** A part at 0 makes the view unreadable, and it stays so until the part is above this again. */
const READABLE_AGAIN = 0.15;
/** Parts from pixels follow with this time constant, so that a blink or a flash does not count. */
const SMOOTHING = durationMs(300);
/** After so long without this face nothing of before counts. */
const MEMORY = durationMs(1000);
const BLOCKING = UNREADABLE_REASONS.map((reason) => INDEX[reason]);

/** Longer lists are made anew each time; the number for a shorter one needs no allocation. */
const IN_KEY = 7;
const NO_ISSUES: readonly QualityIssue[] = [];

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
