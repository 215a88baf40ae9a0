import * as v from 'valibot';
import { BLENDSHAPE_NAMES } from '../landmarks/blendshapes.ts';
import { BLENDSHAPE_COUNT, FACE_POINT_COUNT } from '../landmarks/landmark-frame.ts';
import type { ImageSize } from '../units.ts';
import { RecordingError } from './recording-error.ts';

/** The three arrays of a recording: `NAME.landmarks.f32` and so on, little-endian float32. */
export const RECORDING_ARRAYS = ['blendshapes', 'matrix', 'landmarks'] as const;
export type RecordingArray = (typeof RECORDING_ARRAYS)[number];

/** Numbers per row of each array. */
export const ROW_LENGTH: Readonly<Record<RecordingArray, number>> = {
  blendshapes: BLENDSHAPE_COUNT,
  matrix: 16,
  landmarks: FACE_POINT_COUNT * 3,
};
export const BYTES_PER_NUMBER = 4;

export interface RecordingManifest {
  readonly rows: number;
  /** null where the pictures' size was not kept. */
  readonly image: ImageSize | null;
  /** null for a set of stills. */
  readonly fps: number | null;
}

const count = v.pipe(v.number('must be a number'), v.integer('must be whole'), v.minValue(0));
const positive = v.pipe(v.number('must be a number'), v.gtValue(0, 'must be above 0'));

const manifestSchema = v.object({
  rows: count,
  image: v.optional(v.object({ width: positive, height: positive })),
  fps: v.optional(positive),
  blendshapes: v.object({ shape: v.array(count), names: v.array(v.string()) }),
  matrix: v.object({ shape: v.array(count) }),
  landmarks: v.object({ shape: v.array(count) }),
  dtype: v.literal('float32 little-endian'),
});

const SHAPES: Readonly<Record<RecordingArray, readonly number[]>> = {
  blendshapes: [BLENDSHAPE_COUNT],
  matrix: [16],
  landmarks: [FACE_POINT_COUNT, 3],
};

/** Reads the `.json` of a recording. Throws RecordingError. */
export function parseRecordingManifest(file: string, text: string): RecordingManifest {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new RecordingError(file, jsonPlace(text), 'this is not valid JSON.', { cause });
  }
  const parsed = v.safeParse(manifestSchema, json);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    const path = v.getDotPath(issue);
    const sentence = `this is not the description of a landmark recording (${issue.message}).`;
    throw new RecordingError(file, path === null ? null : `key ${path}`, sentence);
  }
  const manifest = parsed.output;
  for (const name of RECORDING_ARRAYS) {
    const wanted = [manifest.rows, ...SHAPES[name]];
    if (manifest[name].shape.join() !== wanted.join()) {
      const sentence = `the shape should be [${wanted.join(', ')}], but is [${manifest[name].shape.join(', ')}].`;
      throw new RecordingError(file, `key ${name}.shape`, sentence);
    }
  }
  const stray = BLENDSHAPE_NAMES.findIndex((name, i) => manifest.blendshapes.names[i] !== name);
  if (stray >= 0 || manifest.blendshapes.names.length !== BLENDSHAPE_COUNT) {
    const sentence = `the ${BLENDSHAPE_COUNT} names must be MediaPipe's, in its order.`;
    throw new RecordingError(file, 'key blendshapes.names', sentence);
  }
  return { rows: manifest.rows, image: manifest.image ?? null, fps: manifest.fps ?? null };
}

/** The text of a recording's `.json`. */
export function formatRecordingManifest(manifest: RecordingManifest): string {
  const { rows, image, fps } = manifest;
  const value = {
    rows,
    ...(image === null ? {} : { image }),
    ...(fps === null ? {} : { fps }),
    blendshapes: { shape: [rows, ...SHAPES.blendshapes], names: BLENDSHAPE_NAMES },
    matrix: {
      shape: [rows, ...SHAPES.matrix],
      layout: 'column-major 4x4, as MediaPipe returns it',
    },
    landmarks: {
      shape: [rows, ...SHAPES.landmarks],
      unit: 'x,y normalised to image width/height, z in the scale of x',
    },
    dtype: 'float32 little-endian',
  };
  return `${JSON.stringify(value, null, 1)}\n`;
}

/** Whether `text` could be the beginning of valid JSON: the engine finds no fault before its end. */
function couldGoOn(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const position = /position (\d+)/.exec(message)?.[1];
    return position === undefined ? /end of/i.test(message) : Number(position) >= text.length;
  }
}

/** Line and column of the first character that cannot stand where it stands. */
function jsonPlace(text: string): string {
  let good = 0;
  let bad = text.length + 1;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (couldGoOn(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  const before = text.slice(0, good).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
