import { at as itemAt } from '../numeric/at.ts';
import type { Observation } from '../signals/face-sample.ts';
import { featureIndex } from '../signals/face-signal.ts';
import { isUnreadable } from '../signals/quality-issues.ts';
import { durationMs, elapsed, probability } from '../units.ts';
import type { ImageSize, Probability, TimestampMs } from '../units.ts';
import type { CalibrationLook, GazeSample } from './calibration-look.ts';
import { planDuration } from './calibration-plan.ts';
import type { CalibrationPlan, CalibrationStep } from './calibration-plan.ts';
import { fitCalibration } from './fit-calibration.ts';
import type { GazeCalibration, TargetLook } from './gaze-calibration.ts';

/** Why samples are not counted just now; said kindly, the run waits. */
export type CalibrationHint = 'no_face' | 'eyes_closed' | 'poor_view';

export type CalibrationFailure =
  /** The step at this index got too few usable samples; `hint` is what was in the way most. */
  | {
      readonly kind: 'too_few_samples';
      readonly step: number;
      readonly samples: number;
      readonly hint: CalibrationHint | null;
    }
  /** Gaze hardly differed between targets, so nothing can be told from it. */
  | { readonly kind: 'gaze_did_not_move'; readonly axis: 'x' | 'y' }
  /** Another person or camera was noticed on the way. */
  | { readonly kind: 'person_changed'; readonly step: number };

export type CalibrationProgress =
  /** Show `step`'s target. The clock starts with the first push or tick. */
  | {
      readonly kind: 'step';
      readonly index: number;
      readonly step: CalibrationStep;
      readonly phase: 'settling' | 'collecting';
      /** Of this step, and of the whole run. */
      readonly stepDone: Probability;
      readonly runDone: Probability;
      /** null while samples are being counted or the eyes are still on their way. */
      readonly hint: CalibrationHint | null;
    }
  | {
      readonly kind: 'done';
      readonly calibration: GazeCalibration;
      readonly looks: readonly TargetLook[];
    }
  | { readonly kind: 'failed'; readonly failure: CalibrationFailure };

/** One go through a plan. A finished run stays as it ended; begin anew with another run. */
export interface CalibrationRun {
  /** A sample in order of time. */
  push(observation: Observation): CalibrationProgress;
  /** As of `at`, where no sample came: keeps limits without a camera. */
  tick(at: TimestampMs): CalibrationProgress;
  readonly progress: CalibrationProgress;
}

/** Why these: docs/CALIBRATION.md. */
export const SAMPLE_RULES = {
  /** AU45 from which eyes count as closed; lowered lids stay below it. */
  closed: 1.8,
  leastQuality: 0.25,
  /** Samples this soon after a closed eye or a lost face are not counted. */
  afterBlink: durationMs(100),
  afterLoss: durationMs(300),
  /** A sample stands for no longer than this. */
  longestStep: durationMs(250),
  /** Without any sample for this long the face counts as lost. */
  silence: durationMs(700),
} as const;

const AU45 = featureIndex('AU45');

/** `screen`: size of the area that the targets are fractions of, CSS pixels. */
export function createCalibrationRun(plan: CalibrationPlan, screen: ImageSize): CalibrationRun {
  const total = planDuration(plan);
  const looks: CalibrationLook[] = [];
  let index = 0;
  let samples: GazeSample[] = [];
  let collected = 0;
  let finishedTime = 0;
  let stepSince: TimestampMs | null = null;
  let last: TimestampMs | null = null;
  let countFrom = -Infinity;
  let person: number | null = null;
  let missed = new Map<CalibrationHint, number>();
  let progress: CalibrationProgress = stepProgress('settling', 0, null);

  function stepProgress(
    phase: 'settling' | 'collecting',
    settled: number,
    hint: CalibrationHint | null,
  ): CalibrationProgress {
    const step = itemAt(plan.steps, index);
    const done = Math.min(settled, step.settle) + Math.min(collected, step.collect);
    return {
      kind: 'step',
      index,
      step,
      phase,
      stepDone: probability(done / (step.settle + step.collect)),
      runDone: probability((finishedTime + done) / total),
      hint,
    };
  }

  const fail = (failure: CalibrationFailure): CalibrationProgress => ({ kind: 'failed', failure });

  const advance = (at: TimestampMs): CalibrationProgress => {
    const step = itemAt(plan.steps, index);
    looks.push({ step, samples });
    finishedTime += step.settle + step.collect;
    if (index + 1 === plan.steps.length) {
      const fit = fitCalibration(looks, screen, at);
      return fit.kind === 'fitted' ? { ...fit, kind: 'done' } : fail(fit);
    }
    index += 1;
    samples = [];
    collected = 0;
    missed = new Map();
    stepSince = at;
    return stepProgress('settling', 0, null);
  };

  /** Where the step stands after what came in. */
  const judge = (at: TimestampMs, hint: CalibrationHint | null): CalibrationProgress => {
    const step = itemAt(plan.steps, index);
    const running = elapsed(stepSince ?? at, at);
    const enough = samples.length >= plan.leastSamples;
    if (enough && collected >= step.collect) return advance(at);
    if (running >= step.limit) {
      return enough
        ? advance(at)
        : fail({
            kind: 'too_few_samples',
            step: index,
            samples: samples.length,
            hint: commonest(missed),
          });
    }
    return running < step.settle
      ? stepProgress('settling', running, null)
      : stepProgress('collecting', step.settle, hint);
  };

  const hintOf = (observation: Observation): CalibrationHint | null => {
    if (observation.kind === 'absent') {
      return isUnreadable(observation.reason) ? 'poor_view' : 'no_face';
    }
    if (observation.quality < SAMPLE_RULES.leastQuality) return 'poor_view';
    return itemAt(observation.features, AU45) >= SAMPLE_RULES.closed ? 'eyes_closed' : null;
  };

  const begin = (at: TimestampMs): void => {
    stepSince ??= at;
  };

  return {
    push(observation) {
      if (progress.kind !== 'step') return progress;
      const at = observation.capturedAt;
      if (last !== null && at <= last) return progress;
      begin(at);
      const lasted = Math.min(elapsed(last ?? at, at), SAMPLE_RULES.longestStep);
      last = at;
      const hint = hintOf(observation);
      if (hint !== null) {
        missed.set(hint, (missed.get(hint) ?? 0) + 1);
        const pause = hint === 'eyes_closed' ? SAMPLE_RULES.afterBlink : SAMPLE_RULES.afterLoss;
        countFrom = Math.max(countFrom, at + pause);
      } else if (observation.kind === 'face') {
        person ??= observation.person;
        if (observation.person !== person) {
          progress = fail({ kind: 'person_changed', step: index });
          return progress;
        }
        const { settle } = itemAt(plan.steps, index);
        if (elapsed(stepSince ?? at, at) >= settle && at >= countFrom) {
          // A sampler writes its next observation over this one.
          samples.push({
            features: observation.features.slice(),
            position: { ...observation.position },
          });
          collected += lasted;
        }
      }
      progress = judge(at, hint);
      return progress;
    },
    tick(at) {
      if (progress.kind !== 'step') return progress;
      begin(at);
      const silent = last === null || elapsed(last, at) >= SAMPLE_RULES.silence;
      progress = judge(at, silent ? 'no_face' : progress.hint);
      return progress;
    },
    get progress() {
      return progress;
    },
  };
}

const commonest = (counts: ReadonlyMap<CalibrationHint, number>): CalibrationHint | null =>
  [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
