import { PoseLandmarker } from '@mediapipe/tasks-vision';
import type { Delegate } from '#core/capture/vision-report.ts';
import { BODY_POINT_COUNT, type BodyFrame } from '#core/landmarks/landmark-frame.ts';
import type { TimestampMs } from '#core/units.ts';
import { at } from '#core/numeric/at.ts';
import { mediapipeDelegate, startTask, type TaskSetup } from './task-setup.ts';
import { createTaskTime } from './task-time.ts';

export interface BodyTracker {
  detect(image: ImageData, capturedAt: TimestampMs): BodyFrame;
  setDelegate(delegate: Delegate): Promise<void>;
  close(): void;
}

/** MediaPipe's pose landmarker for a sequence of frames, one person. */
export async function createBodyTracker(
  setup: TaskSetup,
  delegate: Delegate,
): Promise<BodyTracker> {
  const task = await startTask(
    PoseLandmarker.createFromOptions(setup.fileset, {
      baseOptions: { modelAssetBuffer: setup.model, delegate: mediapipeDelegate(delegate) },
      canvas: setup.canvas,
      runningMode: 'VIDEO',
      numPoses: 1,
    }),
  );
  const taskTime = createTaskTime();
  return {
    detect(image, capturedAt) {
      const result = task.detectForVideo(image, taskTime(capturedAt));
      const size = { width: image.width, height: image.height };
      const pose = result.landmarks[0];
      result.close();
      if (pose === undefined) return { capturedAt, image: size, body: null };
      const body = new Float32Array(BODY_POINT_COUNT * 4);
      for (let i = 0; i < BODY_POINT_COUNT; i++) {
        const { x, y, z, visibility } = at(pose, i);
        body.set([x, y, z, visibility], i * 4);
      }
      return { capturedAt, image: size, body };
    },
    async setDelegate(next) {
      await task.setOptions({ baseOptions: { delegate: mediapipeDelegate(next) } });
    },
    close() {
      task.close();
    },
  };
}
