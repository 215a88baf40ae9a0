import { describe, expect, it, vi } from 'vitest';
import { createCalibrationDesk } from '#compose/calibration-desk.ts';
import type { GazeCalibration } from '#core/calibration/gaze-calibration.ts';
import type { EventData } from '#core/sessions/records.ts';
import { timestampMs } from '#core/units.ts';
import { createLiveStore } from '#stores/live-store.ts';
import { calibrated, SCREEN, START } from '../calibration/run-to-end.ts';
import { createViewer } from '../calibration/viewer.ts';

const PLACE = { size: SCREEN, left: 40, top: 20 };

/** A desk before a window that can be moved, and a student who looks at whatever is asked. */
function sitDown() {
  const live = createLiveStore({ phase: 'running' });
  let place = PLACE;
  let at = START;
  let held = 0;
  const readBy = vi.fn<(calibration: GazeCalibration | null) => void>();
  const record = vi.fn<(data: EventData) => void>();
  const save = vi.fn<(calibration: GazeCalibration) => void>();
  const desk = createCalibrationDesk({
    live,
    clock: () => timestampMs(at),
    windowPlace: () => place,
    holdLecture() {
      held++;
      return () => {
        held--;
      };
    },
    readBy,
    record,
    save,
  });
  const viewer = createViewer();
  const stage = () => live.getState().calibration;
  return {
    desk,
    live,
    readBy,
    record,
    save,
    stage,
    lectureIsHeld: () => held,
    setPlace: (next: typeof PLACE) => {
      place = next;
      desk.tick();
    },
    /** Looks for so long, until the run ends at the latest; `person` says who. */
    look: (seconds: number, person = 0) => {
      for (const end = at + seconds * 1000; at < end; at += 33) {
        const shown = stage();
        const target = shown?.kind === 'step' ? shown.step.target : { x: 0.5, y: 0.5 };
        desk.observe({ ...viewer.sample(target, at), person });
        if ((at - START) % 250 < 33) desk.tick();
      }
    },
    wait: (seconds: number) => {
      for (const end = at + seconds * 1000; at < end; at += 250) desk.tick();
    },
  };
}

function calibrateNow() {
  const seat = sitDown();
  seat.desk.open();
  seat.desk.start();
  seat.look(25);
  return seat;
}

describe('calibrating within a session', () => {
  it('[CUI-1] reads nothing for it before it is started, and holds the lecture from the first word', () => {
    const { desk, stage, look, lectureIsHeld } = sitDown();
    desk.open();
    look(5);
    expect(stage()).toEqual({ kind: 'told' });
    expect(lectureIsHeld()).toBe(1);
    desk.close();
    expect(stage()).toBeNull();
    expect(lectureIsHeld()).toBe(0);
  });

  it('[CUI-5] changes nothing before the student uses it; then it is logged with its figures and saved', () => {
    const { desk, stage, readBy, record, save, live, lectureIsHeld } = calibrateNow();
    const done = stage();
    if (done?.kind !== 'done') throw new Error('not done');
    expect(readBy).not.toHaveBeenCalled();
    expect(live.getState().calibrated).toBeNull();
    desk.apply();
    expect(readBy).toHaveBeenCalledExactlyOnceWith(done.calibration);
    expect(save).toHaveBeenCalledExactlyOnceWith(done.calibration);
    const { validation } = done.calibration;
    expect(record.mock.calls[0]?.[0]).toMatchObject({ verdict: validation.verdict });
    expect(record.mock.calls[0]?.[0]['error_deg']).toBeCloseTo(validation.medianError, 2);
    expect(live.getState().calibrated).toMatchObject({ verdict: validation.verdict });
    expect(stage()).toBeNull();
    expect(lectureIsHeld()).toBe(0);
  });

  it('[CUI-5] leaves what is in force alone where the student leaves the next one', () => {
    const { desk, readBy, record, look, live } = calibrateNow();
    desk.apply();
    const before = live.getState().calibrated;
    desk.open();
    desk.start();
    look(25);
    desk.close();
    desk.apply();
    expect(readBy).toHaveBeenCalledOnce();
    expect(record).toHaveBeenCalledOnce();
    expect(live.getState().calibrated).toBe(before);
  });

  it('[CUI-3] tells how far it is a few times a second, and a new target at once', () => {
    const { desk, live, look } = sitDown();
    const told: number[] = [];
    live.subscribe(({ calibration }) => {
      if (calibration?.kind === 'step') told.push(calibration.index);
    });
    desk.start();
    look(10);
    expect(told.length).toBeLessThan(80);
    expect(new Set(told)).toEqual(new Set([0, 1, 2, 3]));
  });

  it('[CUI-4] a student who is not there is told so, and the run fails in the end', () => {
    const { desk, stage, wait } = sitDown();
    desk.start();
    wait(3);
    expect(stage()).toMatchObject({ kind: 'step', index: 0, hint: 'no_face' });
    wait(20);
    expect(stage()).toMatchObject({ kind: 'failed', failure: { kind: 'too_few_samples' } });
  });

  it('[CUI-6] is held back while the window differs, with a notice, and back with it', () => {
    const { desk, live, readBy, setPlace, stage } = calibrateNow();
    const done = stage();
    desk.apply();
    setPlace({ ...PLACE, size: { width: 1290, height: 715 }, left: 60 });
    expect(live.getState().notices).toEqual([]);
    setPlace({ ...PLACE, size: { width: 900, height: 720 } });
    expect(readBy).toHaveBeenLastCalledWith(null);
    expect(live.getState().calibrated).toBeNull();
    expect(live.getState().notices).toMatchObject([{ kind: 'calibration_outdated' }]);
    setPlace(PLACE);
    if (done?.kind !== 'done') throw new Error('not done');
    expect(readBy).toHaveBeenLastCalledWith(done.calibration);
    expect(live.getState().notices).toEqual([]);
    setPlace({ ...PLACE, left: 400 });
    expect(readBy).toHaveBeenLastCalledWith(null);
    expect(readBy).toHaveBeenCalledTimes(4);
  });

  it('[CUI-6] one of an earlier session holds where the window has its size, wherever that is', () => {
    const { desk, live, readBy, setPlace } = sitDown();
    const earlier = calibrated({});
    setPlace({ ...PLACE, left: 500 });
    desk.remember(earlier);
    expect(readBy).toHaveBeenLastCalledWith(earlier);
    expect(live.getState().calibrated?.madeAt).toBe(earlier.madeAt);
    setPlace({ ...PLACE, size: { width: 390, height: 844 } });
    expect(readBy).toHaveBeenLastCalledWith(null);
  });

  it('[CUI-7] begins anew where the window is resized on the way', () => {
    const { desk, stage, look, setPlace } = sitDown();
    desk.start();
    look(8);
    expect(stage()).toMatchObject({ kind: 'step', index: 2 });
    setPlace({ ...PLACE, size: { width: 900, height: 720 } });
    expect(stage()).toMatchObject({ kind: 'step', index: 0 });
    look(25);
    expect(stage()).toMatchObject({ calibration: { screen: { width: 900, height: 720 } } });
  });

  it('[CUI-8] does not hold for the next person', () => {
    const { desk, live, look, readBy } = calibrateNow();
    desk.apply();
    look(1);
    expect(readBy).toHaveBeenCalledOnce();
    look(1, 1);
    expect(readBy).toHaveBeenLastCalledWith(null);
    expect(live.getState().calibrated).toBeNull();
    look(1, 0);
    expect(readBy).toHaveBeenCalledTimes(2);
  });
});
