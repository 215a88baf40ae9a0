import { CALIBRATION_PLAN } from '#core/calibration/calibration-plan.ts';
import type { CalibrationPlan } from '#core/calibration/calibration-plan.ts';
import { createCalibrationRun } from '#core/calibration/calibration-run.ts';
import type { CalibrationProgress } from '#core/calibration/calibration-run.ts';
import type { GazeCalibration, ScreenPoint } from '#core/calibration/gaze-calibration.ts';
import type { Observation } from '#core/signals/face-sample.ts';
import { timestampMs } from '#core/units.ts';
import { createViewer } from './viewer.ts';
import type { ViewerTraits } from './viewer.ts';

export const SCREEN = { width: 1280, height: 720 };
export const START = 1_000_000;

export interface Ended {
  readonly progress: CalibrationProgress;
  /** Milliseconds since the first sample. */
  readonly lasted: number;
}

/** Feeds a run at `rate` hertz with what `see` gives for the present target until it ends. */
export function runToEnd(
  see: (target: ScreenPoint, at: number, step: number) => Observation | null,
  rate = 30,
  plan: CalibrationPlan = CALIBRATION_PLAN,
): Ended {
  const run = createCalibrationRun(plan, SCREEN);
  for (let i = 0; i < 300 * rate; i++) {
    const progress = run.progress;
    const at = START + (i * 1000) / rate;
    if (progress.kind !== 'step') return { progress, lasted: at - START };
    const seen = see(progress.step.target, at, progress.index);
    if (seen === null) run.tick(timestampMs(at));
    else run.push(seen);
  }
  return { progress: run.progress, lasted: Infinity };
}

/** A person's eyes reach a new target after 0.35 s. */
export function calibrate(traits: ViewerTraits, rate = 30): CalibrationProgress {
  const viewer = createViewer(traits);
  let before: ScreenPoint = { x: 0.5, y: 0.5 };
  let now = before;
  let since = START;
  return runToEnd((target, at) => {
    if (target.x !== now.x || target.y !== now.y) {
      before = now;
      now = target;
      since = at;
    }
    return viewer.sample(at - since < 350 ? before : now, at);
  }, rate).progress;
}

export function calibrated(traits: ViewerTraits, rate = 30): GazeCalibration {
  const progress = calibrate(traits, rate);
  if (progress.kind !== 'done') throw new Error(`not done: ${JSON.stringify(progress)}`);
  return progress.calibration;
}
