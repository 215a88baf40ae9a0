import { describe, expect, test } from 'vitest';
import { CALIBRATION_PLAN, planDuration } from '#core/calibration/calibration-plan.ts';
import { createCalibrationRun } from '#core/calibration/calibration-run.ts';
import { probability, timestampMs } from '#core/units.ts';
import type { AbsenceReason } from '#core/signals/face-sample.ts';
import { SCREEN, START, calibrate, runToEnd } from './run-to-end.ts';
import { createViewer } from './viewer.ts';

const absent = (at: number, reason: AbsenceReason = 'no_face') =>
  ({ kind: 'absent', capturedAt: timestampMs(at), reason }) as const;

describe('[CAL-1] a run', () => {
  test('takes about 20 seconds and tests at targets that it was not fitted to', () => {
    expect(planDuration(CALIBRATION_PLAN)).toBe(20_000);
    const key = ({ target }: (typeof CALIBRATION_PLAN.steps)[number]) => `${target.x} ${target.y}`;
    const taught = CALIBRATION_PLAN.steps.filter(({ purpose }) => purpose !== 'validate').map(key);
    const tested = CALIBRATION_PLAN.steps.filter(({ purpose }) => purpose === 'validate').map(key);
    expect(tested.length).toBeGreaterThanOrEqual(3);
    expect(tested.filter((target) => taught.includes(target))).toEqual([]);
    const viewer = createViewer();
    const { lasted } = runToEnd((target, at) => viewer.sample(target, at));
    expect(lasted).toBeGreaterThan(19_500);
    expect(lasted).toBeLessThan(21_500);
  });

  test.each([8, 15, 60])('does the same at %d pictures a second', (rate) => {
    expect(calibrate({}, rate).kind).toBe('done');
  });

  test('goes through the steps in order, and what is done never falls', () => {
    const run = createCalibrationRun(CALIBRATION_PLAN, SCREEN);
    const viewer = createViewer();
    const indices: number[] = [];
    let done = 0;
    for (let at = START; run.progress.kind === 'step'; at += 33) {
      const before = run.progress;
      const after = run.push(viewer.sample(before.step.target, at));
      if (after.kind !== 'step') break;
      expect(after.runDone).toBeGreaterThanOrEqual(done);
      expect(after.stepDone).toBeLessThanOrEqual(1);
      done = after.runDone;
      if (indices.at(-1) !== after.index) indices.push(after.index);
    }
    expect(indices).toEqual(CALIBRATION_PLAN.steps.map((_, i) => i));
    expect(done).toBeGreaterThan(0.95);
  });

  test('keeps what it needs of an observation that is written over by the next', () => {
    const see = (viewer: ReturnType<typeof createViewer>, reused: boolean) => {
      const one = viewer.sample({ x: 0.5, y: 0.5 }, START);
      return runToEnd((target, at) => {
        const sample = viewer.sample(target, at);
        if (!reused) return sample;
        one.features.set(sample.features);
        return Object.assign(one, { ...sample, features: one.features });
      }).progress;
    };
    expect(see(createViewer(), true)).toEqual(see(createViewer(), false));
    expect(see(createViewer(), true).kind).toBe('done');
  });

  test('stays as it ended', () => {
    const run = createCalibrationRun(CALIBRATION_PLAN, SCREEN);
    run.tick(timestampMs(START));
    const failed = run.tick(timestampMs(START + 20_000));
    expect(failed.kind).toBe('failed');
    expect(run.push(createViewer().sample({ x: 0.5, y: 0.5 }, START + 21_000))).toBe(failed);
    expect(run.progress).toBe(failed);
  });
});

describe('[CAL-2] what is not usable is not counted', () => {
  const usable = { quality: probability(1) };

  test('a step waits for a face that is lost, says so, and goes on', () => {
    const viewer = createViewer();
    const hints = new Set<string | null>();
    const run = createCalibrationRun(CALIBRATION_PLAN, SCREEN);
    let at = START;
    for (; run.progress.kind === 'step' && at < START + 60_000; at += 33) {
      const lost = at > START + 6000 && at < START + 9000;
      const progress = run.push(lost ? absent(at) : viewer.sample(run.progress.step.target, at));
      if (lost && progress.kind === 'step') hints.add(progress.hint);
    }
    expect(run.progress.kind).toBe('done');
    expect(hints).toContain('no_face');
    expect(at - START).toBeGreaterThan(22_500);
  });

  test.each([
    ['closed eyes', 'eyes_closed', { au45: 3.5, ...usable }],
    ['a poor view', 'poor_view', { au45: 0, quality: probability(0.1) }],
  ] as const)('%s are told as %s', (_, hint, { au45, quality }) => {
    const viewer = createViewer();
    const { progress, lasted } = runToEnd((target, at) => {
      const sample = viewer.sample(target, at);
      sample.features[16] = au45;
      return { ...sample, quality };
    });
    expect(progress).toEqual({
      kind: 'failed',
      failure: { kind: 'too_few_samples', step: 0, samples: 0, hint },
    });
    expect(lasted).toBeGreaterThanOrEqual(CALIBRATION_PLAN.steps[0]?.limit ?? NaN);
  });

  test('a face that cannot be read is a poor view, none at all is no face', () => {
    for (const [reason, hint] of [
      ['too_dark', 'poor_view'],
      ['camera_lost', 'no_face'],
    ] as const) {
      const run = createCalibrationRun(CALIBRATION_PLAN, SCREEN);
      run.push(absent(START, reason));
      const progress = run.push(absent(START + 2000, reason));
      expect(progress.kind === 'step' && progress.hint).toBe(hint);
    }
  });

  test('a camera that gives nothing ends the run, with no face to blame', () => {
    const { progress } = runToEnd(() => null);
    expect(progress).toEqual({
      kind: 'failed',
      failure: { kind: 'too_few_samples', step: 0, samples: 0, hint: null },
    });
  });

  test('a step that cannot be finished names itself', () => {
    const viewer = createViewer();
    const { progress } = runToEnd((target, at, step) =>
      step === 3 ? absent(at) : viewer.sample(target, at),
    );
    expect(progress).toEqual({
      kind: 'failed',
      failure: { kind: 'too_few_samples', step: 3, samples: 0, hint: 'no_face' },
    });
  });

  test('eyes on their way to a target teach nothing', () => {
    const viewer = createViewer({ noise: 0 });
    let target = { x: NaN, y: NaN };
    let since = 0;
    const { progress } = runToEnd((wanted, at) => {
      if (wanted.x !== target.x || wanted.y !== target.y) {
        target = wanted;
        since = at;
      }
      return viewer.sample(at - since < 700 ? { x: 3, y: -2 } : target, at);
    });
    expect(progress.kind).toBe('done');
    if (progress.kind !== 'done') return;
    for (const look of progress.looks) {
      expect(look.read.x).toBeCloseTo(look.target.x, 1);
      expect(look.read.y).toBeCloseTo(look.target.y, 1);
    }
  });
});

describe('[CAL-3] a run that cannot teach anything says why', () => {
  test('gaze that stays where it is', () => {
    const viewer = createViewer();
    const { progress } = runToEnd((_, at) => viewer.sample({ x: 0.5, y: 0.5 }, at));
    expect(progress).toEqual({
      kind: 'failed',
      failure: { kind: 'gaze_did_not_move', axis: 'x' },
    });
  });

  test('gaze that moves to and fro only', () => {
    const viewer = createViewer();
    const { progress } = runToEnd(({ x }, at) => viewer.sample({ x, y: 0.5 }, at));
    expect(progress).toEqual({
      kind: 'failed',
      failure: { kind: 'gaze_did_not_move', axis: 'y' },
    });
  });

  test('gaze that goes the other way round', () => {
    const viewer = createViewer();
    const { progress } = runToEnd(({ x, y }, at) => viewer.sample({ x: 1 - x, y }, at));
    expect(progress.kind).toBe('failed');
  });

  test('another person', () => {
    const viewer = createViewer();
    const { progress } = runToEnd((target, at, step) => ({
      ...viewer.sample(target, at),
      person: step < 2 ? 0 : 1,
    }));
    expect(progress).toEqual({ kind: 'failed', failure: { kind: 'person_changed', step: 2 } });
  });
});
