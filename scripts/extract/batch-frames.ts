import type { FaceFrame, FaceLandmarks } from '#core/landmarks/landmark-frame.ts';
import { BLENDSHAPE_COUNT, FACE_POINT_COUNT } from '#core/landmarks/landmark-frame.ts';
import { timestampMs } from '#core/units.ts';
import type { FrameBatch } from './page/messages.ts';

const US = 1e6;
const MS = 1000;
const MATRIX_LENGTH = 16;

/** What the page handed over, as frames. */
export function* batchFrames(batch: FrameBatch): Generator<FaceFrame> {
  const bytes = Buffer.from(batch.faces, 'base64');
  const floats = new Float32Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
  );
  let at = 0;
  const take = (length: number): Float32Array => floats.slice(at, (at += length));
  for (const head of batch.frames) {
    const faces: FaceLandmarks[] = [];
    for (const view of head.views) {
      const blendshapes = take(BLENDSHAPE_COUNT);
      const matrix = take(MATRIX_LENGTH);
      faces.push({ blendshapes, matrix, points: take(FACE_POINT_COUNT * 3), view });
    }
    const capturedAt = timestampMs((head.at / US) * MS);
    yield { capturedAt, image: { width: head.width, height: head.height }, faces };
  }
  if (at !== floats.length) {
    throw new Error(`The page sent ${floats.length} numbers where ${at} were due.`);
  }
}
