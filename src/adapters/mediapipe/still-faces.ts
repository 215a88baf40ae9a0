import { FaceLandmarker } from '@mediapipe/tasks-vision';
import type { Delegate } from '#core/capture/vision-report.ts';
import type { FaceLandmarkerPort } from '#core/ports.ts';
import { createViewMeter } from '#core/signals/face-view.ts';
import { faceOf } from './face-landmarker.ts';
import { mediapipeDelegate, startTask, type TaskSetup } from './task-setup.ts';

/** MediaPipe's face landmarker for unrelated pictures: each is looked at on its own. */
export async function createStillFaces(
  setup: TaskSetup,
  delegate: Delegate,
  maxFaces: number,
): Promise<FaceLandmarkerPort<ImageData>> {
  const task = await startTask(
    FaceLandmarker.createFromOptions(setup.fileset, {
      baseOptions: { modelAssetBuffer: setup.model, delegate: mediapipeDelegate(delegate) },
      canvas: setup.canvas,
      runningMode: 'IMAGE',
      numFaces: maxFaces,
      outputFaceBlendshapes: true,
      outputFacialTransformationMatrixes: true,
    }),
  );
  const meter = createViewMeter();
  return {
    detect(image, capturedAt) {
      const result = task.detect(image);
      return {
        capturedAt,
        image: { width: image.width, height: image.height },
        faces: result.faceLandmarks.map((_, index) => faceOf(result, index, image, meter)),
      };
    },
    close() {
      task.close();
    },
  };
}
