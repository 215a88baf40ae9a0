import { describe, expect, test } from 'vitest';
import {
  CalibrationRefused,
  readCalibration,
  storedCalibration,
} from '#core/calibration/calibration-format.ts';
import { calibrated } from './run-to-end.ts';

const CALIBRATION = calibrated({});
const stored = (change: object = {}): unknown => ({
  ...(JSON.parse(JSON.stringify(storedCalibration(CALIBRATION))) as object),
  ...change,
});
const refusal = (value: unknown): CalibrationRefused => {
  try {
    readCalibration(value);
  } catch (error) {
    if (error instanceof CalibrationRefused) return error;
    throw error;
  }
  throw new Error('it was read');
};

describe('[CAL-9] a stored calibration', () => {
  test('comes back as it was, by JSON and by a structured clone', () => {
    expect(readCalibration(stored())).toEqual(CALIBRATION);
    expect(readCalibration(structuredClone(storedCalibration(CALIBRATION)))).toEqual(CALIBRATION);
  });

  test('of a newer format is refused with both numbers', () => {
    const { kind, message } = refusal(stored({ formatVersion: 7, somethingNew: true }));
    expect(kind).toBe('newer_format');
    expect(message).toMatch(/7.*newer Heed.*up to 1.*calibrate again/);
  });

  test('made with other features is refused', () => {
    const { kind, message } = refusal(stored({ signal: { name: 'face', version: 999 } }));
    expect(kind).toBe('other_signal');
    expect(message).toContain('999');
  });

  test.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'calibration'],
    ['another thing', { format: 'heed-model-bundle', formatVersion: 1 }],
    ['one without a model', stored({ model: undefined })],
    ['one with a gain of 0', stored({ model: { x: { offset: 0, gaze: 0, head: 0, shift: 0 } } })],
    ['one with no spread', stored({ spread: { x: 0, y: 0.1 } })],
    ['one with a short face', stored({ restingFace: [1, 2, 3] })],
    [
      'one with a share of 2',
      stored({ validation: { ...CALIBRATION.validation, correctHalf: { x: 2, y: 1 } } }),
    ],
  ])('%s is refused in one clear sentence, with its cause', (_, value) => {
    const { kind, message, cause } = refusal(value);
    expect(kind).toBe('foreign');
    expect(message).toMatch(/not a whole Heed gaze calibration.*calibrate again/);
    expect(cause).toBeDefined();
  });
});
