import { createPixelReader } from '#adapters/mediapipe/frame-pixels.ts';
import { createBodyTracker } from '#adapters/mediapipe/pose-landmarker.ts';
import { settleDelegate } from '#adapters/mediapipe/self-test.ts';
import { delegatesToTry, isContextLost, setUpTask } from '#adapters/mediapipe/task-setup.ts';
import type { Delegate } from '#core/capture/vision-report.ts';
import { durationMs } from '#core/units.ts';
import type { BodyProtocol } from '#protocol/body-protocol.ts';
import type { LandmarkerLost } from '#protocol/landmarker-assets.ts';
import { serve } from '#protocol/serve-bridge.ts';
import { receiveFrames, type FrameReceiver } from './frame-handover.ts';

let receiver: FrameReceiver | null = null;

function lose(delegate: Delegate, problem: LandmarkerLost['problem'], message: string): void {
  void receiver?.close();
  bridge.notify({ kind: 'lost', problem, delegate, message });
}

const bridge = serve<BodyProtocol>(
  self,
  {
    async init({ assets, delegate, frames }) {
      const setup = await setUpTask(assets);
      const candidates = delegatesToTry(delegate, setup.graphics);
      const tracker = await createBodyTracker(setup, candidates[0] ?? 'cpu');
      const settled = await settleDelegate(tracker, candidates);
      const pixels = createPixelReader();
      receiver = receiveFrames(
        frames,
        async ({ frame, capturedAt }) => {
          const image = await pixels.read(frame);
          const began = performance.now();
          const found = tracker.detect(image, capturedAt);
          const inference = durationMs(performance.now() - began);
          if (isContextLost(setup.canvas)) throw new Error('The graphics context was lost.');
          bridge.notify({ kind: 'body', frame: found });
          return { inference, headcount: null };
        },
        (error) => {
          lose(
            settled.delegate,
            isContextLost(setup.canvas) ? 'context_lost' : 'worker_failed',
            error instanceof Error ? error.message : String(error),
          );
        },
      );
      return { ...settled, renderer: setup.graphics.renderer };
    },
    async stop() {
      await receiver?.close();
      return receiver?.tally ?? { taken: 0, released: 0 };
    },
  },
  () => undefined,
);
