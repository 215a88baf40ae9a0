import { createFaceCounter } from '#adapters/mediapipe/face-counter.ts';
import { createPixelReader } from '#adapters/mediapipe/frame-pixels.ts';
import { isContextLost, setUpTask } from '#adapters/mediapipe/task-setup.ts';
import { MAX_FACES } from '#core/pacing/face-limit.ts';
import { durationMs } from '#core/units.ts';
import type { GlanceProtocol } from '#protocol/glance-protocol.ts';
import { serve } from '#protocol/serve-bridge.ts';
import { receiveFrames, type FrameReceiver } from './frame-handover.ts';
import { toJpeg } from './jpeg.ts';

let receiver: FrameReceiver | null = null;
let keeping = false;

const bridge = serve<GlanceProtocol>(
  self,
  {
    async init({ assets, frames }) {
      const setup = await setUpTask(assets);
      const counter = await createFaceCounter(setup, 'cpu', MAX_FACES);
      const pixels = createPixelReader();
      receiver = receiveFrames(
        frames,
        async ({ frame, capturedAt }) => {
          const image = await pixels.read(frame);
          const began = performance.now();
          const headcount = counter.count(image);
          const inference = durationMs(performance.now() - began);
          if (keeping) {
            const jpeg = await toJpeg(image);
            bridge.notify({ kind: 'jpeg', captured: { capturedAt, jpeg } }, [jpeg.buffer]);
          }
          return { inference, headcount };
        },
        (error) => {
          void receiver?.close();
          bridge.notify({
            kind: 'lost',
            problem: isContextLost(setup.canvas) ? 'context_lost' : 'worker_failed',
            delegate: 'cpu',
            message: error instanceof Error ? error.message : String(error),
          });
        },
      );
      return {
        delegate: 'cpu',
        selfTest: { cpu: null, gpu: null },
        renderer: setup.graphics.renderer,
      };
    },
    keepFrames(on) {
      keeping = on;
      return null;
    },
    async stop() {
      await receiver?.close();
      return receiver?.tally ?? { taken: 0, released: 0 };
    },
  },
  () => undefined,
);
