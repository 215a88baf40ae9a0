import { degrees, toRadians } from '../units.ts';
import { QUALITY_ISSUES } from './quality-issues.ts';
import type { QualityIssue } from './quality-issues.ts';

/** A part that is lower than this is named as an issue. */
export const NOTICEABLE = 0.7;

const rad = (value: number): number => toRadians(degrees(value));

export interface Limits {
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
export const HINDRANCES = {
  weakerEye: { good: 0.06, none: 0.01, least: 0.3 },
  glare: { good: 0, none: 0.4, least: 0.3 },
  /** Frames a second: docs/ENGAGEMENT.md, the window of the learning states. */
  rate: { good: 10, none: 2, least: 0.3 },
  severalPeople: 0.65,
} as const;

/** A covered mouth or eye is looked for up to these angles: a turned face covers itself. */
export const FACING = {
  yaw: { good: rad(35), none: rad(50) },
  pitch: { good: rad(30), none: rad(45) },
};

/** Written out: with `Math.min`, `Math.max` and a destructured argument V8 allocates here. */
export function between(value: number, limits: Limits, least = 0): number {
  const share = (value - limits.none) / (limits.good - limits.none);
  return share > 1 ? 1 : share < least ? least : share;
}

/** Place of each issue's part. */
export const INDEX = Object.fromEntries(QUALITY_ISSUES.map((issue, i) => [issue, i])) as Record<
  QualityIssue,
  number
>;
