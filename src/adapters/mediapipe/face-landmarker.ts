import { FaceLandmarker, type FaceLandmarkerResult } from '@mediapipe/tasks-vision';
import {
  BLENDSHAPE_COUNT,
  FACE_POINT_COUNT,
  type FaceFrame,
  type FaceLandmarks,
} from '#core/landmarks/landmark-frame.ts';
import type { FaceLandmarkerPort } from '#core/ports.ts';
import { createViewMeter, emptyView, type ViewMeter } from '#core/signals/face-view.ts';
import type { Delegate } from '#core/capture/vision-report.ts';
import { at } from '#core/numeric/at.ts';
import { mediapipeDelegate, startTask, type TaskSetup } from './task-setup.ts';
import { createTaskTime } from './task-time.ts';

export interface FaceTracker extends FaceLandmarkerPort<ImageData> {
  /** Tracking begins anew; takes some 15 ms. */
  setMaxFaces(count: number): Promise<void>;
  /** For another sequence, whose times may begin anywhere; nothing of the last one is left. */
  beginAnew(maxFaces: number): Promise<void>;
  setDelegate(delegate: Delegate): Promise<void>;
}

/** One of the faces that were found in `image`, with how the image shows it. */
export function faceOf(
  result: FaceLandmarkerResult,
  index: number,
  image: ImageData,
  meter: ViewMeter,
): FaceLandmarks {
  const landmarks = at(result.faceLandmarks, index);
  const points = new Float32Array(FACE_POINT_COUNT * 3);
  for (let i = 0; i < FACE_POINT_COUNT; i++) {
    const { x, y, z } = at(landmarks, i);
    points[i * 3] = x;
    points[i * 3 + 1] = y;
    points[i * 3 + 2] = z;
  }
  const blendshapes = new Float32Array(BLENDSHAPE_COUNT);
  for (const { index: shape, score } of at(result.faceBlendshapes, index).categories) {
    blendshapes[shape] = score;
  }
  const matrix = Float32Array.from(at(result.facialTransformationMatrixes, index).data);
  const view = emptyView();
  meter.measure(image, points, view);
  return { points, blendshapes, matrix, view };
}

/** MediaPipe's face landmarker for a sequence of frames. */
export async function createFaceTracker(
  setup: TaskSetup,
  delegate: Delegate,
  maxFaces: number,
): Promise<FaceTracker> {
  const task = await startTask(
    FaceLandmarker.createFromOptions(setup.fileset, {
      baseOptions: { modelAssetBuffer: setup.model, delegate: mediapipeDelegate(delegate) },
      canvas: setup.canvas,
      runningMode: 'VIDEO',
      numFaces: maxFaces,
      outputFaceBlendshapes: true,
      outputFacialTransformationMatrixes: true,
    }),
  );
  let taskTime = createTaskTime();
  const meter = createViewMeter();
  return {
    detect(image, capturedAt): FaceFrame {
      const result = task.detectForVideo(image, taskTime(capturedAt));
      return {
        capturedAt,
        image: { width: image.width, height: image.height },
        faces: result.faceLandmarks.map((_, index) => faceOf(result, index, image, meter)),
      };
    },
    async setMaxFaces(count) {
      await task.setOptions({ numFaces: count });
    },
    async beginAnew(count) {
      await task.setOptions({ numFaces: count });
      taskTime = createTaskTime();
    },
    async setDelegate(next) {
      await task.setOptions({ baseOptions: { delegate: mediapipeDelegate(next) } });
    },
    close() {
      task.close();
    },
  };
}
