import { FACE_POINT_COUNT, type FaceFrame } from '#core/landmarks/landmark-frame.ts';
import type { FaceOverlay } from '#protocol/face-protocol.ts';

/** The points in the plane of the picture, in arrays of their own. */
export function overlayOf(frame: FaceFrame): FaceOverlay & { faces: Float32Array<ArrayBuffer>[] } {
  const faces = frame.faces.map(({ points }) => {
    const flat = new Float32Array(FACE_POINT_COUNT * 2);
    for (let i = 0; i < FACE_POINT_COUNT; i++) {
      flat[i * 2] = points[i * 3] as number;
      flat[i * 2 + 1] = points[i * 3 + 1] as number;
    }
    return flat;
  });
  return { capturedAt: frame.capturedAt, image: frame.image, faces };
}
