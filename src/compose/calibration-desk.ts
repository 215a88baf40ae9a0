import type { WindowPlace } from '#adapters/page/window-place.ts';
import { CALIBRATION_PLAN, type CalibrationPlan } from '#core/calibration/calibration-plan.ts';
import {
  type CalibrationProgress,
  type CalibrationRun,
  createCalibrationRun,
} from '#core/calibration/calibration-run.ts';
import type { GazeCalibration } from '#core/calibration/gaze-calibration.ts';
import type { Clock } from '#core/ports.ts';
import type { EventData } from '#core/sessions/records.ts';
import type { Observation } from '#core/signals/face-sample.ts';
import type { ImageSize } from '#core/units.ts';
import { addNotice, type LiveStore, removeNotices } from '#stores/live-store.ts';
import { problem } from '#stores/problem.ts';

export interface CalibrationDeskDeps {
  readonly live: LiveStore;
  readonly clock: Clock;
  readonly windowPlace: () => WindowPlace;
  /** Pauses the lecture; returns what lets it go on, which does nothing where it stood still before. */
  readonly holdLecture: () => () => void;
  /** From now on gaze is read by it; null: by none. */
  readonly readBy: (calibration: GazeCalibration | null) => void;
  /** The student decided to use it: the event's figures. */
  readonly record: (data: EventData) => void;
  readonly save: (calibration: GazeCalibration) => void;
  readonly plan?: CalibrationPlan;
}

/** The calibrations of one running session: made, used, and held back while the window differs. */
export interface CalibrationDesk {
  open(): void;
  start(): void;
  apply(): void;
  close(): void;
  /** Reads by one that was made in an earlier session, as long as the window fits it. */
  remember(calibration: GazeCalibration): void;
  observe(observation: Observation): void;
  /** A few times a second. */
  tick(): void;
}

/** How far the window may differ from what a calibration was made for, shares of its size. */
const SIZE_TOLERANCE = 0.03;
const MOVE_TOLERANCE = 0.05;

interface InForce {
  readonly calibration: GazeCalibration;
  /** null where it comes from an earlier session: only the size is known then. */
  readonly place: WindowPlace | null;
}

export function createCalibrationDesk(deps: CalibrationDeskDeps): CalibrationDesk {
  const { live, clock, plan = CALIBRATION_PLAN } = deps;
  let run: CalibrationRun | null = null;
  let runFor: ImageSize | null = null;
  let person: number | null = null;
  let made: InForce | null = null;
  let chosen: InForce | null = null;
  let isHeldBack = false;
  let letLectureGoOn: (() => void) | null = null;

  const show = (progress: CalibrationProgress): void => {
    live.setState({
      calibration: progress.kind === 'step' ? { ...progress, steps: plan.steps.length } : progress,
    });
  };

  /** At once where something to be told changed; how far it is comes with the ticks. */
  const showChange = (progress: CalibrationProgress): void => {
    const { calibration: shown } = live.getState();
    const same =
      shown?.kind === 'step' &&
      progress.kind === 'step' &&
      shown.index === progress.index &&
      shown.hint === progress.hint;
    if (!same) follow(progress);
  };

  const follow = (progress: CalibrationProgress): void => {
    show(progress);
    if (progress.kind === 'step') return;
    run = null;
    if (progress.kind === 'done') {
      made = { calibration: progress.calibration, place: deps.windowPlace() };
    }
  };

  const choose = (next: InForce): void => {
    chosen = next;
    isHeldBack = !fits(next, deps.windowPlace());
    putInForce();
  };

  const putInForce = (): void => {
    if (chosen === null) return;
    const { madeAt, validation } = chosen.calibration;
    const { verdict, medianError } = validation;
    deps.readBy(isHeldBack ? null : chosen.calibration);
    live.setState({ calibrated: isHeldBack ? null : { verdict, medianError, madeAt } });
    if (isHeldBack) addNotice(live, problem('calibration_outdated'));
    else removeNotices(live, ['calibration_outdated']);
  };

  const start = (): void => {
    letLectureGoOn ??= deps.holdLecture();
    made = null;
    runFor = deps.windowPlace().size;
    run = createCalibrationRun(plan, runFor);
    show(run.progress);
  };

  /** It was made for one person; the next one has none. */
  const drop = (): void => {
    chosen = null;
    deps.readBy(null);
    live.setState({ calibrated: null });
    removeNotices(live, ['calibration_outdated']);
  };

  const close = (): void => {
    run = null;
    made = null;
    live.setState({ calibration: null });
    letLectureGoOn?.();
    letLectureGoOn = null;
  };

  return {
    open() {
      letLectureGoOn ??= deps.holdLecture();
      live.setState({ calibration: { kind: 'told' } });
    },
    start,
    apply() {
      if (made === null) return;
      const { calibration } = made;
      choose(made);
      deps.record(figuresOf(calibration));
      deps.save(calibration);
      close();
    },
    close,
    remember(calibration) {
      choose({ calibration, place: null });
    },
    observe(observation) {
      if (observation.kind === 'face') {
        if (person !== null && observation.person !== person && chosen !== null) drop();
        person = observation.person;
      }
      if (run !== null) showChange(run.push(observation));
    },
    tick() {
      // Dots at other places than those already looked at would teach nonsense.
      if (runFor !== null && run !== null && !sameSize(runFor, deps.windowPlace().size)) start();
      if (run !== null) follow(run.tick(clock()));
      if (chosen === null) return;
      const holdBack = !fits(chosen, deps.windowPlace());
      if (holdBack === isHeldBack) return;
      isHeldBack = holdBack;
      putInForce();
    },
  };
}

const near = (a: number, b: number, tolerance: number): boolean => Math.abs(a - b) <= tolerance;

const sameSize = (made: ImageSize, now: ImageSize): boolean =>
  near(made.width, now.width, SIZE_TOLERANCE * made.width) &&
  near(made.height, now.height, SIZE_TOLERANCE * made.height);

const fits = ({ calibration: { screen }, place }: InForce, now: WindowPlace): boolean =>
  sameSize(screen, now.size) &&
  (place === null ||
    (near(place.left, now.left, MOVE_TOLERANCE * screen.width) &&
      near(place.top, now.top, MOVE_TOLERANCE * screen.height)));

function figuresOf({ validation }: GazeCalibration): EventData {
  const { medianError, worstError, correctHalf, samples, verdict } = validation;
  return {
    verdict,
    error_deg: round(medianError),
    worst_error_deg: round(worstError),
    correct_side: round(correctHalf.x),
    correct_level: round(correctHalf.y),
    samples,
  };
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
