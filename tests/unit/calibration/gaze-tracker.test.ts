import { describe, expect, it } from 'vitest';
import { createGazeTracker } from '#core/calibration/gaze-tracker.ts';
import type { ScreenPoint } from '#core/calibration/gaze-calibration.ts';
import { timestampMs } from '#core/units.ts';
import { calibrated, START } from './run-to-end.ts';
import { createViewer, type ViewerTraits } from './viewer.ts';

const MIDDLE = { x: 0.5, y: 0.5 };

/** A tracker, and somebody who looks at places one after another, at 30 Hz. */
function follow(traits: ViewerTraits = {}) {
  const tracker = createGazeTracker();
  const viewer = createViewer(traits);
  let at = START;
  return {
    tracker,
    now: () => timestampMs(at),
    look: (target: ScreenPoint, seconds: number) => {
      for (const end = at + seconds * 1000; at < end; at += 33) {
        tracker.push(viewer.sample(target, at));
      }
      return tracker.current(timestampMs(at));
    },
    away: (seconds: number) => {
      for (const end = at + seconds * 1000; at < end; at += 33) {
        tracker.push({ kind: 'absent', capturedAt: timestampMs(at), reason: 'no_face' });
      }
      return tracker.current(timestampMs(at));
    },
  };
}

describe('[CUI-9] the gaze as it is told live', () => {
  it('is a direction as the person sees it while there is no calibration', () => {
    const { look } = follow();
    expect(look(MIDDLE, 10)).toEqual({ kind: 'coarse', direction: 'screen' });
    expect(look({ x: -2.5, y: 0.5 }, 2)).toEqual({ kind: 'coarse', direction: 'left' });
    expect(look({ x: 3.5, y: 0.5 }, 2)).toEqual({ kind: 'coarse', direction: 'right' });
    expect(look(MIDDLE, 2)).toEqual({ kind: 'coarse', direction: 'screen' });
  });

  it('is a chance and a place with one, and a direction again without', () => {
    const { tracker, look } = follow({ seed: 3 });
    tracker.useCalibration(calibrated({}));
    const on = look({ x: 0.25, y: 0.5 }, 3);
    if (on?.kind !== 'calibrated') throw new Error('not calibrated');
    expect(on.onScreen).toBeGreaterThan(0.7);
    expect(Math.abs(on.x - 0.25)).toBeLessThan(0.15);
    const beside = look({ x: 3, y: 0.5 }, 3);
    if (beside?.kind !== 'calibrated') throw new Error('not calibrated');
    expect(beside.onScreen).toBeLessThan(0.1);
    expect(beside.x).toBeGreaterThan(1);
    tracker.useCalibration(null);
    expect(tracker.current(timestampMs(START))).toBeNull();
    expect(look(MIDDLE, 2)?.kind).toBe('coarse');
  });

  it('stays a direction where the calibration was poor, from the middle that it learnt', () => {
    const { tracker, look } = follow({ cameraAside: 28 });
    const good = calibrated({ cameraAside: 28 });
    const poor = { ...good, validation: { ...good.validation, verdict: 'poor' as const } };
    expect(look(MIDDLE, 1)).toEqual({ kind: 'coarse', direction: 'left' });
    tracker.useCalibration(poor);
    expect(look(MIDDLE, 1)).toEqual({ kind: 'coarse', direction: 'screen' });
  });

  it('trembles less than its samples do', () => {
    const { tracker, look, now } = follow({ noise: 2, seed: 4 });
    tracker.useCalibration(calibrated({}));
    look(MIDDLE, 3);
    const places: number[] = [];
    for (let index = 0; index < 200; index++) {
      look(MIDDLE, 0.033);
      const gaze = tracker.current(now());
      if (gaze?.kind === 'calibrated') places.push(gaze.x);
    }
    const steps = places.slice(1).map((x, index) => Math.abs(x - (places[index] ?? x)));
    expect(places).toHaveLength(200);
    expect(Math.max(...steps)).toBeLessThan(0.05);
  });

  it('is not hidden by a blink, but by a second without eyes', () => {
    const { away, look } = follow();
    look(MIDDLE, 5);
    expect(away(0.5)).toEqual({ kind: 'coarse', direction: 'screen' });
    expect(away(0.7)).toBeNull();
    expect(look(MIDDLE, 0.2)).not.toBeNull();
  });

  it('knows nothing before anything was seen', () => {
    expect(createGazeTracker().current(timestampMs(START))).toBeNull();
  });
});
