import { FaceLandmarker } from '@mediapipe/tasks-vision';
import type { Delegate } from '#core/capture/vision-report.ts';
import { mediapipeDelegate, startTask, type TaskSetup } from './task-setup.ts';

export interface FaceCounter {
  /** Faces in one picture, on its own; at most `maxFaces`. */
  count(image: ImageData): number;
  close(): void;
}

export async function createFaceCounter(
  setup: TaskSetup,
  delegate: Delegate,
  maxFaces: number,
): Promise<FaceCounter> {
  const task = await startTask(
    FaceLandmarker.createFromOptions(setup.fileset, {
      baseOptions: { modelAssetBuffer: setup.model, delegate: mediapipeDelegate(delegate) },
      canvas: setup.canvas,
      runningMode: 'IMAGE',
      numFaces: maxFaces,
    }),
  );
  return {
    count: (image) => task.detect(image).faceLandmarks.length,
    close() {
      task.close();
    },
  };
}
