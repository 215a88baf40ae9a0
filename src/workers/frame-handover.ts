import { createPace } from '#core/pacing/pace.ts';
import type { TimestampMs } from '#core/units.ts';
import type { FrameDone, HandedFrame } from '#protocol/handed-frame.ts';
import type { FrameTally } from '#protocol/landmarker-assets.ts';

/** Gives copies of some frames to another worker: one at a time, at a rate, never queueing. */
export interface FrameHandover {
  /** Hands the frame on where one is due and the other worker is free. The caller keeps its own. */
  offer(frame: VideoFrame | ImageBitmap, capturedAt: TimestampMs, rateHz: number): void;
  close(): void;
}

export function handOver(port: MessagePort, onDone: (done: FrameDone) => void): FrameHandover {
  const pace = createPace();
  let busy = false;
  let closed = false;
  const send = (frame: VideoFrame | ImageBitmap, capturedAt: TimestampMs): void => {
    if (closed) {
      frame.close();
      return;
    }
    const message: HandedFrame = { frame, capturedAt };
    port.postMessage(message, [frame]);
  };
  port.onmessage = (event: MessageEvent<FrameDone>) => {
    busy = false;
    onDone(event.data);
  };
  return {
    offer(frame, capturedAt, rateHz) {
      if (busy || closed || !pace.due(capturedAt, rateHz)) return;
      busy = true;
      if (frame instanceof VideoFrame) {
        send(frame.clone(), capturedAt);
        return;
      }
      createImageBitmap(frame).then(
        (copy) => {
          send(copy, capturedAt);
        },
        () => {
          busy = false;
        },
      );
    },
    close() {
      closed = true;
      port.close();
    },
  };
}

export interface FrameReceiver {
  readonly tally: FrameTally;
  /** Takes no more; resolves when the frame in hand is closed. */
  close(): Promise<void>;
}

/** The other end: `look` gets each frame, which is closed when it is done. */
export function receiveFrames(
  port: MessagePort,
  look: (handed: HandedFrame) => Promise<FrameDone>,
  onError: (error: unknown) => void,
): FrameReceiver {
  let taken = 0;
  let released = 0;
  let closed = false;
  let inHand: Promise<unknown> = Promise.resolve();
  port.onmessage = (event: MessageEvent<HandedFrame>) => {
    const handed = event.data;
    taken++;
    const answer = closed ? Promise.resolve(null) : look(handed);
    inHand = answer
      .then((done) => {
        if (done !== null) port.postMessage(done);
      }, onError)
      .finally(() => {
        handed.frame.close();
        released++;
      });
  };
  return {
    get tally() {
      return { taken, released };
    },
    async close() {
      closed = true;
      port.close();
      await inHand;
    },
  };
}
