import { describe, expect, it } from 'vitest';
import { createCalibratedGaze } from '#pipelines/calibrated-gaze.ts';
import { calibrated, START } from '../calibration/run-to-end.ts';
import { createViewer } from '../calibration/viewer.ts';

const MIDDLE = { x: 0.5, y: 0.5 };
const look = (at: number, traits = {}) => createViewer(traits).sample(MIDDLE, START + at);

describe('the probability of the screen that is logged', () => {
  const calibration = calibrated({});

  it('is there with a calibration, and not without, nor with closed eyes, nor for the next person', () => {
    const gaze = createCalibratedGaze();
    expect(gaze.read(look(0))).toBeNull();
    gaze.use(calibration);
    expect(gaze.read(look(33))).toBeGreaterThan(0.7);
    expect(gaze.read(look(66, { blinkEvery: 0.2 }))).toBeNull();
    expect(gaze.read({ ...look(99), person: 1 })).toBeNull();
    gaze.use(null);
    expect(gaze.read(look(132))).toBeNull();
  });

  it('[CAL-5] is not claimed from a poor calibration', () => {
    const gaze = createCalibratedGaze();
    gaze.use({ ...calibration, validation: { ...calibration.validation, verdict: 'poor' } });
    expect(gaze.read(look(0))).toBeNull();
  });
});
