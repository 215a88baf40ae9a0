import type { FaceView } from '../landmarks/landmark-frame.ts';
import { pitchAlongRay, yawAlongRay } from './head-pose.ts';
import type { HeadPose } from './head-pose.ts';
import { between, FACING, HINDRANCES, INDEX, VIEW_LIMITS } from './view-limits.ts';

/** The parts that `judgePixels` sets. */
export const FROM_PIXELS = [
  INDEX.too_dark,
  INDEX.too_bright,
  INDEX.low_contrast,
  INDEX.blurred,
  INDEX.mouth_covered,
  INDEX.eyes_covered,
  INDEX.glare,
] as const;

/** How far below 0 a part is followed, so that what is clearly bad shows soon. */
const WORST = -0.5;

/** A part that counts by `weight` alone: what cannot be told is not held against anybody. */
const weighed = (part: number, weight: number): number => 1 - weight * (1 - part);

/** The parts of a view that come from its pixels, down to `WORST`. */
export function judgePixels(parts: Float64Array, head: HeadPose, view: FaceView): void {
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
