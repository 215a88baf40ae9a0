import type { FaceFrame } from '#core/landmarks/landmark-frame.ts';
import {
  RECORDING_ARRAYS,
  ROW_LENGTH,
  formatRecordingManifest,
} from '#core/recordings/recording-manifest.ts';
import type { RecordingArray } from '#core/recordings/recording-manifest.ts';
import { recordingHeader, recordingLine } from '#core/recordings/recording-rows.ts';
import { createStudentChooser } from '#core/signals/choose-student.ts';
import type { ImageSize } from '#core/units.ts';
import type { OutputFile, OutputFiles } from './output-files.ts';
import type { FrameSource } from './frame-source.ts';
import { UserError } from './user-error.ts';

/** Writes the student's landmarks as a landmark recording beside `NAME.json`. */
export interface RawRecording {
  add(frame: FaceFrame): Promise<void>;
  finish(): Promise<void>;
}

/** The files of the recording that `NAME.json` describes. */
export const rawFiles = (base: string): string[] => [
  `${base}.json`,
  `${base}.csv`,
  ...RECORDING_ARRAYS.map((array) => `${base}.${array}.f32`),
];

export async function createRawRecording(
  base: string,
  source: FrameSource,
  outputs: OutputFiles,
): Promise<RawRecording> {
  const { kind } = source;
  const chooser = createStudentChooser(kind === 'sequence');
  const csv = await outputs.create(`${base}.csv`);
  const json = await outputs.create(`${base}.json`);
  const arrays = new Map<RecordingArray, OutputFile>();
  for (const array of RECORDING_ARRAYS) {
    arrays.set(array, await outputs.create(`${base}.${array}.f32`));
  }
  let rows = 0;
  let size: ImageSize | null = null;
  await csv.write(recordingHeader(kind));
  return {
    async add(frame) {
      const { width, height } = frame.image;
      size ??= frame.image;
      if (source.imageSizeKnown && (width !== size.width || height !== size.height)) {
        throw new UserError(
          `${base}.json: a landmark recording holds pictures of one size, but after ${size.width}x${size.height} here comes ${width}x${height}; leave out --raw, or extract each size by itself. Nothing was written.`,
        );
      }
      const face = chooser.choose(frame)?.face ?? null;
      const at = kind === 'sequence' ? frame.capturedAt : null;
      await csv.write(recordingLine(rows++, at, face !== null, face?.view ?? null));
      const values = {
        blendshapes: face?.blendshapes,
        matrix: face?.matrix,
        landmarks: face?.points,
      };
      for (const [array, out] of arrays) {
        await out.write(littleEndian(values[array] ?? new Float32Array(ROW_LENGTH[array])));
      }
    },
    async finish() {
      const { image, fps } = source;
      await json.write(formatRecordingManifest({ rows, image, fps }));
    },
  };
}

function littleEndian(values: Float32Array): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, i) => {
    bytes.setFloat32(i * 4, value, true);
  });
  return new Uint8Array(bytes.buffer);
}
