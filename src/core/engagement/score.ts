import type { BodySample } from '../signals/body-reading.ts';
import type { DurationMs, Probability, Score } from '../units.ts';
import { degrees, durationMs, score, toRadians } from '../units.ts';

/** What one moment of a seen face is scored from. Angles are radians off the person's neutral. */
export interface ScoreInputs {
  /** Gaze against the neutral, > 0 towards image right. */
  readonly gazeX: number;
  /** Gaze against the neutral, > 0 down. */
  readonly gazeY: number;
  readonly yaw: number;
  /** > 0 down. */
  readonly pitch: number;
  /** Against upright. */
  readonly roll: number;
  /** How long the eyes have been closed without a break; 0 while open. */
  readonly closedFor: DurationMs;
  /** See `EngagementReading.drowsiness`. null: not known yet, and so not held against anybody. */
  readonly drowsiness: Probability | null;
  /** null where the body is not read: not held against anybody either. */
  readonly posture: PostureInputs | null;
}

/** See `BodySample`. */
export type PostureInputs = Pick<BodySample, 'slouch' | 'lean' | 'motion' | 'handRaised'>;

/** Each 0..1; 1 speaks fully for attention. */
export interface ScoreComponents {
  readonly gaze: number;
  readonly head: number;
  readonly eyes: number;
  readonly posture: number;
}

/** Where a component has fallen to one half. Why these: docs/ENGAGEMENT.md. */
export const HALF_AT = {
  gazeX: toRadians(degrees(25)),
  gazeY: toRadians(degrees(22)),
  yaw: toRadians(degrees(35)),
  pitch: toRadians(degrees(28)),
  roll: toRadians(degrees(45)),
  closedFor: durationMs(1000),
  drowsiness: 0.6,
  /** Shoulder widths. */
  slouch: 0.25,
  /** Leaning back; 0.3 is an armchair's back. */
  lean: -0.45,
  /** Shoulder widths a second. */
  motion: 1.5,
} as const;

/** A part of the score, in the order in which reasons are looked for. */
export const PARTS = ['gaze', 'head', 'eyes', 'posture'] as const;
export type Part = (typeof PARTS)[number];

/** Exponents of the weighted geometric mean; they sum to 1. */
export const WEIGHTS = {
  gaze: 0.45,
  head: 0.2,
  eyes: 0.27,
  posture: 0.08,
} as const satisfies ScoreComponents;

/** A component never falls below this, so that one alone cannot hide what the others say. */
export const FLOOR = 0.01;

/**
 * 1 at 0, one half at 1, towards 0 beyond: flat where an estimate's error should not matter, steep
 * where it should. The gain of a Butterworth filter of order 2 (Butterworth 1930).
 */
const fade = (distance: number): number => 1 / (1 + distance ** 4);

const distance = (...parts: readonly number[]): number => Math.hypot(...parts);

export function scoreComponents(inputs: ScoreInputs): ScoreComponents {
  return {
    gaze: fade(distance(inputs.gazeX / HALF_AT.gazeX, inputs.gazeY / HALF_AT.gazeY)),
    head: fade(
      distance(inputs.yaw / HALF_AT.yaw, inputs.pitch / HALF_AT.pitch, inputs.roll / HALF_AT.roll),
    ),
    eyes:
      fade(inputs.closedFor / HALF_AT.closedFor) *
      fade((inputs.drowsiness ?? 0) / HALF_AT.drowsiness),
    posture: inputs.posture === null ? 1 : postureComponent(inputs.posture),
  };
}

/** Whoever raises a hand takes part, however much moves with it. */
function postureComponent({ slouch, lean, motion, handRaised }: PostureInputs): number {
  if (handRaised === true) return 1;
  return fade(
    distance(
      Math.max(0, slouch ?? 0) / HALF_AT.slouch,
      Math.min(0, lean ?? 0) / HALF_AT.lean,
      (motion ?? 0) / HALF_AT.motion,
    ),
  );
}

/** How much each component takes from the score, on the scale of its logarithm; 0 takes nothing. */
export function losses(components: ScoreComponents): ScoreComponents {
  return {
    gaze: loss('gaze', components),
    head: loss('head', components),
    eyes: loss('eyes', components),
    posture: loss('posture', components),
  };
}

const loss = (part: Part, components: ScoreComponents): number =>
  -WEIGHTS[part] * Math.log(FLOOR + (1 - FLOOR) * components[part]);

/** 0..100: the weighted geometric mean, because gaze says nothing while the eyes are closed. */
export function scoreOf(lost: ScoreComponents): Score {
  const product = Math.exp(-(lost.gaze + lost.head + lost.eyes + lost.posture));
  return score((100 * Math.max(0, product - FLOOR)) / (1 - FLOOR));
}
