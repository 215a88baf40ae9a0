import type { DurationMs } from '../units.ts';
import { durationMs } from '../units.ts';
import type { ScreenPoint } from './gaze-calibration.ts';

/** `neutral`: relaxed face, looking at the target. `fit` teaches the model, `validate` tests it. */
export type CalibrationPurpose = 'neutral' | 'fit' | 'validate';

export interface CalibrationStep {
  readonly purpose: CalibrationPurpose;
  /** Where the student is asked to look. */
  readonly target: ScreenPoint;
  /** After the target has appeared the eyes need this long to be on it; nothing is counted. */
  readonly settle: DurationMs;
  /** Usable time that is wanted after that. */
  readonly collect: DurationMs;
  /** After this long, settling included, the step ends with what it has. */
  readonly limit: DurationMs;
}

export interface CalibrationPlan {
  readonly steps: readonly CalibrationStep[];
  /** A step that has fewer usable samples at its limit fails the run. */
  readonly leastSamples: number;
}

/** How far from the edges the corner targets are: a dot must be seen whole. */
const INSET = 0.06;

const neutral: CalibrationStep = {
  purpose: 'neutral',
  target: { x: 0.5, y: 0.5 },
  settle: durationMs(1000),
  collect: durationMs(3000),
  limit: durationMs(15_000),
};

/** A saccade and its latency take 0.2 to 0.4 s, noticing the dot a little more. docs/CALIBRATION.md. */
const look = (purpose: 'fit' | 'validate', x: number, y: number): CalibrationStep => ({
  purpose,
  target: { x, y },
  settle: durationMs(800),
  collect: durationMs(1200),
  limit: durationMs(8000),
});

/** 20 seconds where every sample is usable: 4 s neutral, five looks to fit and three to test. */
export const CALIBRATION_PLAN: CalibrationPlan = {
  steps: [
    neutral,
    look('fit', INSET, INSET),
    look('fit', 1 - INSET, INSET),
    look('fit', 1 - INSET, 1 - INSET),
    look('fit', INSET, 1 - INSET),
    look('fit', 0.5, 0.5),
    look('validate', 0.25, 0.3),
    look('validate', 0.75, 0.7),
    look('validate', 0.75, 0.25),
  ],
  leastSamples: 6,
};

/** How long a run takes at least. */
export const planDuration = (plan: CalibrationPlan): DurationMs =>
  durationMs(plan.steps.reduce((sum, step) => sum + step.settle + step.collect, 0));
