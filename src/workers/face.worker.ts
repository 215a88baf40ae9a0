import { createFaceTracker } from '#adapters/mediapipe/face-landmarker.ts';
import { settleDelegate } from '#adapters/mediapipe/self-test.ts';
import { delegatesToTry, loseContext, setUpTask } from '#adapters/mediapipe/task-setup.ts';
import type { TaskSetup } from '#adapters/mediapipe/task-setup.ts';
import type { FrameRoute } from '#core/capture/vision-report.ts';
import type { BitmapNotice, FaceProtocol } from '#protocol/face-protocol.ts';
import { serve } from '#protocol/serve-bridge.ts';
import { createFaceSession, type FaceSession } from './face-session.ts';
import { newestFrames, type NewestFrames } from './newest-frames.ts';
import { nextTurn } from './next-turn.ts';

const REPORT_EVERY_MS = 1000;
const TURNS = 4;

let session: FaceSession | null = null;
let setup: TaskSetup | null = null;
let route: FrameRoute = 'stream';
let reading: { readonly frames: NewestFrames; readonly done: Promise<void> } | null = null;
let taken = 0;
let released = 0;

function started(): FaceSession {
  if (session === null) throw new Error('The face worker was used before init.');
  return session;
}

async function lookAtAll(frames: NewestFrames): Promise<void> {
  const looking = started();
  let received = 0;
  for (;;) {
    const arrived = await frames.next();
    if (arrived === null) break;
    taken++;
    looking.statistics.receive(frames.received - received, arrived.skipped);
    received = frames.received;
    try {
      await looking.look(arrived.frame, arrived.capturedAt);
    } finally {
      arrived.frame.close();
      released++;
    }
    // Lets frames in that came meanwhile, so that the newest is next; a stream takes a few tasks.
    for (let turn = 0; turn < TURNS; turn++) await nextTurn();
  }
}

async function stopReading(): Promise<void> {
  const current = reading;
  reading = null;
  await current?.frames.cancel();
  await current?.done;
}

async function lookAtBitmap(notice: BitmapNotice): Promise<void> {
  route = 'bitmaps';
  taken++;
  try {
    const looking = started();
    looking.statistics.receive(1 + notice.skipped, notice.skipped);
    await looking.look(notice.bitmap, notice.capturedAt);
  } finally {
    notice.bitmap.close();
    released++;
    bridge.notify({ kind: 'bitmap_done' });
  }
}

const bridge = serve<FaceProtocol>(
  self,
  {
    async init({ assets, delegate, baseline }) {
      setup = await setUpTask(assets);
      const candidates = delegatesToTry(delegate, setup.graphics);
      const tracker = await createFaceTracker(setup, candidates[0] ?? 'cpu', 1);
      const settled = await settleDelegate(tracker, candidates);
      const ready = { ...settled, renderer: setup.graphics.renderer };
      session = createFaceSession(setup, tracker, ready, baseline, (notice, transfer) => {
        bridge.notify(notice, transfer);
      });
      setInterval(() => {
        session?.report(route);
      }, REPORT_EVERY_MS);
      return ready;
    },
    async stream(readable) {
      await stopReading();
      route = 'stream';
      started().begin();
      const frames = newestFrames(readable);
      const done = lookAtAll(frames).then(() => {
        if (reading?.frames !== frames) return;
        reading = null;
        bridge.notify({ kind: 'stream_ended' });
      });
      reading = { frames, done };
      return null;
    },
    settings(settings) {
      started().settings = settings;
      return null;
    },
    consumer(consumer) {
      started().consume(consumer);
      return null;
    },
    async stop() {
      await stopReading();
      session?.tellBaseline();
      return { taken, released };
    },
    loseContext() {
      if (setup !== null) loseContext(setup.canvas);
      return null;
    },
  },
  (notice) => {
    if (notice.kind === 'bitmap') void lookAtBitmap(notice);
    else session?.statistics.delivered(notice.frames);
  },
);
