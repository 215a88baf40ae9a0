import * as v from 'valibot';
import { FACE_FEATURE_COUNT, FACE_SIGNAL } from '../signals/face-signal.ts';
import { degrees, probability, radians, timestampMs } from '../units.ts';
import type { GazeCalibration } from './gaze-calibration.ts';

export const CALIBRATION_FORMAT = 'heed-gaze-calibration';
export const CALIBRATION_FORMAT_VERSION = 1;

export type CalibrationRefusalKind =
  /** Not a calibration, or a damaged one. */
  | 'foreign'
  /** Written by a newer Heed. */
  | 'newer_format'
  /** Made with features that are worked out in another way. */
  | 'other_signal';

/** Why a stored calibration is not used. The message is one sentence for the person reading. */
export class CalibrationRefused extends Error {
  readonly kind: CalibrationRefusalKind;

  constructor(kind: CalibrationRefusalKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'CalibrationRefused';
    this.kind = kind;
  }
}

const finite = v.pipe(v.number(), v.finite());
const positive = v.pipe(finite, v.gtValue(0));
const angle = v.pipe(finite, v.transform(radians));
const degree = v.pipe(finite, v.minValue(0), v.transform(degrees));
const chance = v.pipe(finite, v.minValue(0), v.maxValue(1), v.transform(probability));
const perAxis = <Schema extends v.GenericSchema>(value: Schema) => v.object({ x: value, y: value });
const axisModel = v.object({
  offset: finite,
  gaze: v.pipe(finite, v.notValue(0)),
  head: finite,
  shift: finite,
});

const StoredSchema = v.object({
  format: v.literal(CALIBRATION_FORMAT),
  formatVersion: v.literal(CALIBRATION_FORMAT_VERSION),
  signal: v.object({ name: v.string(), version: v.number() }),
  madeAt: v.pipe(finite, v.transform(timestampMs)),
  screen: v.object({ width: positive, height: positive }),
  neutral: v.object({
    gazeX: angle,
    gazeY: angle,
    pitch: angle,
    yaw: angle,
    roll: angle,
    position: v.object({ x: finite, y: finite, z: positive }),
  }),
  restingFace: v.pipe(v.array(finite), v.length(FACE_FEATURE_COUNT), v.readonly()),
  model: perAxis(axisModel),
  spread: perAxis(positive),
  spreadAngle: perAxis(degree),
  validation: v.object({
    medianError: degree,
    worstError: degree,
    correctHalf: perAxis(chance),
    samples: v.pipe(finite, v.integer(), v.minValue(1)),
    verdict: v.picklist(['good', 'usable', 'poor']),
  }),
});

const HeadSchema = v.object({ format: v.literal(CALIBRATION_FORMAT), formatVersion: finite });
const AGAIN = 'It was left as it is; calibrate again to use gaze on the screen.';

/** A plain value that JSON and IndexedDB keep, and `readCalibration` reads again. */
export const storedCalibration = (calibration: GazeCalibration): unknown => ({
  format: CALIBRATION_FORMAT,
  formatVersion: CALIBRATION_FORMAT_VERSION,
  signal: { name: FACE_SIGNAL.name, version: FACE_SIGNAL.version },
  ...calibration,
});

/** Throws CalibrationRefused. */
export function readCalibration(stored: unknown): GazeCalibration {
  const head = v.safeParse(HeadSchema, stored);
  if (head.success && head.output.formatVersion > CALIBRATION_FORMAT_VERSION) {
    throw new CalibrationRefused(
      'newer_format',
      `This calibration has format ${head.output.formatVersion}, from a newer Heed; this one reads up to ${CALIBRATION_FORMAT_VERSION}. ${AGAIN}`,
    );
  }
  const parsed = v.safeParse(StoredSchema, stored);
  if (!parsed.success) {
    const path = v.getDotPath(parsed.issues[0]);
    const place = path === null ? '' : ` at ${path}`;
    throw new CalibrationRefused(
      'foreign',
      `This is not a whole Heed gaze calibration (${parsed.issues[0].message}${place}). ${AGAIN}`,
      parsed.issues,
    );
  }
  const { signal, madeAt, screen, neutral, restingFace } = parsed.output;
  if (signal.name !== FACE_SIGNAL.name || signal.version !== FACE_SIGNAL.version) {
    throw new CalibrationRefused(
      'other_signal',
      `This calibration was made with ${signal.name} features of version ${signal.version}, not ${FACE_SIGNAL.name} ${FACE_SIGNAL.version}. ${AGAIN}`,
    );
  }
  const { model, spread, spreadAngle, validation } = parsed.output;
  return { madeAt, screen, neutral, restingFace, model, spread, spreadAngle, validation };
}
