/** Units as types: a value carries what it measures, and a raw cast happens only where it enters. */
declare const unit: unique symbol;
type Unit<Name extends string> = number & { readonly [unit]: Name };

/**
 * Milliseconds on one monotonic timeline. Live: `performance.timeOrigin + performance.now()`, the
 * same in a page and its workers, and close to Unix time. Recordings: from the recording's start.
 */
export type TimestampMs = Unit<'TimestampMs'>;
export type DurationMs = Unit<'DurationMs'>;
/** Position in the lecture's own medium. */
export type LectureTimeS = Unit<'LectureTimeS'>;
export type Radians = Unit<'Radians'>;
export type Degrees = Unit<'Degrees'>;
export type Millimetres = Unit<'Millimetres'>;
/** 0..1 */
export type Probability = Unit<'Probability'>;
/** Action unit intensity, 0..5 (FACS levels A to E, as OpenFace regresses them). */
export type Intensity = Unit<'Intensity'>;
/** Engagement score, 0..100. */
export type Score = Unit<'Score'>;

export interface Vec3 {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** Something of a moment. Handing on its owner instead of the number spares V8 an allocation. */
export interface Captured {
  readonly capturedAt: TimestampMs;
}

/** One that its owner overwrites. */
export type MutableVec3 = { -readonly [Axis in keyof Vec3]: Vec3[Axis] };

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

export const timestampMs = (value: number): TimestampMs => value as TimestampMs;
export const durationMs = (value: number): DurationMs => value as DurationMs;
export const lectureTimeS = (value: number): LectureTimeS => value as LectureTimeS;
export const radians = (value: number): Radians => value as Radians;
export const degrees = (value: number): Degrees => value as Degrees;
export const probability = (value: number): Probability => value as Probability;
export const score = (value: number): Score => value as Score;

export const elapsed = (from: TimestampMs, to: TimestampMs): DurationMs => durationMs(to - from);
export const toDegrees = (angle: Radians): Degrees => degrees((angle * 180) / Math.PI);
export const toRadians = (angle: Degrees): Radians => radians((angle * Math.PI) / 180);
