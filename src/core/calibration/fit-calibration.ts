import { at } from '../numeric/at.ts';
import { fitRobustRidge } from '../numeric/robust-ridge.ts';
import type { RegressionRow } from '../numeric/robust-ridge.ts';
import { middleOf, robustDeviation } from '../numeric/spread.ts';
import { degrees, toDegrees, toRadians, radians } from '../units.ts';
import type { ImageSize, TimestampMs } from '../units.ts';
import { inputsOf, neutralOf, restingFaceOf } from './calibration-look.ts';
import type { AxisInputs, CalibrationLook } from './calibration-look.ts';
import type { AxisModel, GazeCalibration, NeutralPose, TargetLook } from './gaze-calibration.ts';
import { pointOf } from './screen-point.ts';
import { validateCalibration } from './validate-calibration.ts';

export type CalibrationFit =
  | {
      readonly kind: 'fitted';
      readonly calibration: GazeCalibration;
      /** The tested targets, and where the gaze was read there. */
      readonly looks: readonly TargetLook[];
    }
  | { readonly kind: 'gaze_did_not_move'; readonly axis: 'x' | 'y' };

/** Why these: docs/CALIBRATION.md. */
export const FIT_RULES = {
  /** Gaze has to move by this between targets of opposite edges, and by this many deviations. */
  leastMove: toRadians(degrees(1)),
  leastMoveInDeviations: 0.8,
  /** Samples further than this from a look's own median, in deviations, are glances elsewhere. */
  steady: 3,
  leastSteady: toRadians(degrees(1)),
  /** A look at a target is off by about this much of the screen. */
  lookError: 0.1,
  /** Head turn and head place are thought to matter at most by about this share of the gaze. */
  headShare: 0.5,
  shiftShare: 0.3,
  /** The spread that is claimed is never below this much of the screen. */
  leastSpread: 0.03,
} as const;

/** Image right is the viewer's left; down is down. */
const DIRECTION = { x: -1, y: 1 } as const;
type Axis = keyof typeof DIRECTION;

/** `looks`: a plan's steps in order, each with at least one sample. */
export function fitCalibration(
  looks: readonly CalibrationLook[],
  screen: ImageSize,
  madeAt: TimestampMs,
): CalibrationFit {
  const resting = looks.filter(({ step }) => step.purpose === 'neutral');
  const restingSamples = resting.flatMap(({ samples }) => samples);
  const neutral = neutralOf(restingSamples);
  // Looking at the middle with a neutral face teaches where the middle is, too.
  const taught = looks
    .filter(({ step }) => step.purpose !== 'validate')
    .map((look) => steadyPart(look, neutral));
  const tested = looks.filter(({ step }) => step.purpose === 'validate');
  for (const axis of ['x', 'y'] as const) {
    if (!moved(taught, neutral, axis)) return { kind: 'gaze_did_not_move', axis };
  }
  const x = fitAxis(taught, neutral, 'x');
  const y = fitAxis(taught, neutral, 'y');
  if (x === null) return { kind: 'gaze_did_not_move', axis: 'x' };
  if (y === null) return { kind: 'gaze_did_not_move', axis: 'y' };

  const model = { x, y };
  const spread = {
    x: spreadOf(looks, model, neutral, 'x'),
    y: spreadOf(looks, model, neutral, 'y'),
  };
  const angle = (axis: Axis) => toDegrees(radians(spread[axis] / Math.abs(model[axis].gaze)));
  return {
    kind: 'fitted',
    calibration: {
      madeAt,
      screen,
      neutral,
      restingFace: restingFaceOf(restingSamples),
      model,
      spread,
      spreadAngle: { x: angle('x'), y: angle('y') },
      validation: validateCalibration(tested, model, neutral),
    },
    looks: tested.map(({ step, samples }) => {
      const points = samples.map((sample) => pointOf(model, inputsOf(sample, neutral)));
      return {
        target: step.target,
        read: { x: middleOf(points.map((p) => p.x)), y: middleOf(points.map((p) => p.y)) },
      };
    }),
  };
}

/**
 * Without the samples in which the eyes were somewhere else: they are far off in what the fit takes
 * for exact, so no weight that goes by the residual finds them.
 */
function steadyPart({ step, samples }: CalibrationLook, neutral: NeutralPose): CalibrationLook {
  const inputs = samples.map((sample) => inputsOf(sample, neutral));
  const isSteady = (axis: Axis): ((i: number) => boolean) => {
    const gaze = inputs.map((input) => input[axis].gaze);
    const centre = middleOf(gaze);
    const reach = Math.max(FIT_RULES.leastSteady, FIT_RULES.steady * robustDeviation(gaze, centre));
    return (i) => Math.abs(at(gaze, i) - centre) <= reach;
  };
  const x = isSteady('x');
  const y = isSteady('y');
  const steady = samples.filter((_, i) => x(i) && y(i));
  return { step, samples: steady.length > 0 ? steady : samples };
}

/** Whether gaze differs between the targets of the two edges, the right way round. */
function moved(looks: readonly CalibrationLook[], neutral: NeutralPose, axis: Axis): boolean {
  const places = looks.map(({ step }) => step.target[axis]);
  const gazeAt = (place: number): readonly number[] =>
    looks
      .filter(({ step }) => step.target[axis] === place)
      .flatMap(({ samples }) => samples.map((sample) => inputsOf(sample, neutral)[axis].gaze));
  const first = gazeAt(Math.min(...places));
  const last = gazeAt(Math.max(...places));
  const move = DIRECTION[axis] * (middleOf(last) - middleOf(first));
  const noise = Math.hypot(robustDeviation(first), robustDeviation(last)) / Math.SQRT2;
  return move >= FIT_RULES.leastMove && move >= FIT_RULES.leastMoveInDeviations * noise;
}

const SHIFTED_GAZE = ({ gaze, shift }: AxisInputs): number => gaze + shift;

/**
 * First the gaze alone, then head and place beside it, held near 0 by a ridge: five places teach
 * little about them. A head that moves by `shift` sees the same point at a gaze less by as much.
 */
function fitAxis(
  looks: readonly CalibrationLook[],
  neutral: NeutralPose,
  axis: Axis,
): AxisModel | null {
  const rows = looks.flatMap(({ step, samples }) =>
    samples.map((sample) => ({
      inputs: inputsOf(sample, neutral)[axis],
      target: step.target[axis],
      weight: 1 / samples.length,
    })),
  );
  const rowsOf = (inputs: (from: AxisInputs) => readonly number[]): readonly RegressionRow[] =>
    rows.map((row) => ({ ...row, inputs: inputs(row.inputs) }));

  const alone = fitRobustRidge(
    rowsOf((from) => [1, SHIFTED_GAZE(from)]),
    [0, 0],
  );
  if (alone === null) return null;
  const size = Math.abs(at(alone, 1));
  const penalty = (share: number): number => (FIT_RULES.lookError / (share * size)) ** 2;
  const fitted = fitRobustRidge(
    rowsOf((from) => [1, SHIFTED_GAZE(from), from.head, from.shift]),
    [0, 0, penalty(FIT_RULES.headShare), penalty(FIT_RULES.shiftShare)],
  );
  if (fitted === null) return null;
  const gaze = at(fitted, 1);
  if (!(gaze * DIRECTION[axis] > 0)) return null;
  return { offset: at(fitted, 0), gaze, head: at(fitted, 2), shift: gaze + at(fitted, 3) };
}

/** Root mean square over the looks of each one's bias and own spread, tested looks included. */
function spreadOf(
  looks: readonly CalibrationLook[],
  model: GazeCalibration['model'],
  neutral: NeutralPose,
  axis: Axis,
): number {
  const squares = looks.map(({ step, samples }) => {
    const errors = samples.map(
      (sample) => pointOf(model, inputsOf(sample, neutral))[axis] - step.target[axis],
    );
    return middleOf(errors) ** 2 + robustDeviation(errors) ** 2;
  });
  const mean = squares.reduce((sum, square) => sum + square, 0) / squares.length;
  return Math.max(FIT_RULES.leastSpread, Math.sqrt(mean));
}
