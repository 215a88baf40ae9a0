import type { FaceBox } from '../landmarks/face-box.ts';
import { shareInside } from '../landmarks/face-box.ts';
import { degrees, probability, toRadians } from '../units.ts';
import type { ImageSize, Probability } from '../units.ts';
import type { HeadAngles } from './head-pose.ts';
import type { QualityIssue, UnreadableReason } from './quality-issues.ts';

export interface Quality {
  /** 0 not to be trusted .. 1 a clear view; the product of the parts. */
  readonly value: Probability;
  /** The parts that are below `NOTICEABLE`, worst first. */
  readonly issues: readonly QualityIssue[];
  /** Why the features are not to be used at all; null where they are. */
  readonly unreadable: UnreadableReason | null;
}

/** A part that is lower than this is named as a reason. */
const NOTICEABLE = 0.7;

const rad = (value: number): number => toRadians(degrees(value));

/**
 * Where each part falls from 1 to 0, linearly. Chosen, not fitted: the mesh model reads a 192 px
 * crop, so a face under 48 px is stretched fourfold; past 60 degrees half of the face is hidden.
 */
const LIMITS = {
  /** Square root of the face box's area, pixels. */
  size: { good: 120, none: 24 },
  yaw: { good: rad(30), none: rad(70) },
  pitch: { good: rad(25), none: rad(60) },
  /** Share of the face box inside the image. */
  inside: { good: 0.98, none: 0.5 },
} as const;

const between = (value: number, { good, none }: { good: number; none: number }): number =>
  Math.min(1, Math.max(0, (value - none) / (good - none)));

/** `image` is null where the picture's size is not known: then size and place are not judged. */
export function judgeQuality(box: FaceBox, head: HeadAngles, image: ImageSize | null): Quality {
  const area = Math.max(0, (box.right - box.left) * (box.bottom - box.top));
  const parts: { readonly reason: QualityIssue; readonly value: number }[] = [
    {
      reason: 'turned_away',
      value: between(Math.abs(head.ry), LIMITS.yaw) * between(Math.abs(head.rx), LIMITS.pitch),
    },
  ];
  if (image !== null) {
    parts.push(
      { reason: 'small_face', value: between(Math.sqrt(area), LIMITS.size) },
      { reason: 'partly_outside', value: between(shareInside(box, image), LIMITS.inside) },
    );
  }
  return {
    value: probability(parts.reduce((product, part) => product * part.value, 1)),
    unreadable: null,
    issues: parts
      .filter((part) => part.value < NOTICEABLE)
      .sort((a, b) => a.value - b.value)
      .map((part) => part.reason),
  };
}

/** Residuals of the rigid fit that count as surely a face and surely none, canonical centimetres. */
const FIT = { good: 0.6, none: 2.5 } as const;

/**
 * The landmarker gives no score of its own, so confidence is how well the mesh still is a rigid
 * human face: 1 at a fit within 0.6 cm, 0 from 2.5 cm.
 */
export const fitConfidence = (residual: number): Probability => probability(between(residual, FIT));
