import type { GazeCalibration } from '#core/calibration/gaze-calibration.ts';
import type { PersonProfile } from '#core/profile/person-profile.ts';
import type { BaselineSnapshot } from '#core/signals/baseline-snapshot.ts';
import { FACE_FEATURE_COUNT, FACE_SIGNAL } from '#core/signals/face-signal.ts';
import { degrees, probability, radians, timestampMs } from '#core/units.ts';

export const NOW = timestampMs(Date.UTC(2026, 0, 5, 8, 0, 0));

export const exampleBaseline = (change: Partial<BaselineSnapshot> = {}): BaselineSnapshot => ({
  signalVersion: FACE_SIGNAL.version,
  person: 0,
  seenS: 120,
  quantiles: { AU01: 3.5, AU45: 0.2 },
  shape: [2.6, 1.7, 1.1, 1.9, 0.4, 1.3, 0.9, 1.2],
  ...change,
});

export const exampleCalibration = (change: Partial<GazeCalibration> = {}): GazeCalibration => ({
  madeAt: NOW,
  screen: { width: 1280, height: 720 },
  neutral: {
    gazeX: radians(0.01),
    gazeY: radians(0.1),
    pitch: radians(0.05),
    yaw: radians(0),
    roll: radians(0),
    position: { x: 1, y: 2, z: 550 },
  },
  restingFace: Array.from({ length: FACE_FEATURE_COUNT }, (_, i) => i / 10),
  model: {
    x: { offset: 0.5, gaze: 2, head: 0.1, shift: 0 },
    y: { offset: 0.5, gaze: 3, head: 0.2, shift: 0 },
  },
  spread: { x: 0.08, y: 0.12 },
  spreadAngle: { x: degrees(2), y: degrees(3) },
  validation: {
    medianError: degrees(3),
    worstError: degrees(5),
    correctHalf: { x: probability(0.97), y: probability(0.9) },
    samples: 80,
    verdict: 'good',
  },
  ...change,
});

export const exampleProfile = (change: Partial<PersonProfile> = {}): PersonProfile => ({
  formatVersion: 1,
  studentId: 'student_4',
  camera: 'Front camera',
  savedAt: NOW,
  baseline: exampleBaseline(),
  calibration: exampleCalibration(),
  ...change,
});
