import { type ClipReader, ReaderBroke } from '#core/lab/clip-reading.ts';
import { BridgeError } from '#protocol/bridge.ts';
import type { ClipProtocol } from '#protocol/clip-protocol.ts';
import type { LandmarkerAssets } from '#protocol/landmarker-assets.ts';
import { bridgeTo } from '#protocol/worker-bridge.ts';

export interface ClipClientOptions {
  readonly assets: LandmarkerAssets;
  /** For tests. */
  readonly startWorker?: () => Worker;
  readonly silenceMs?: number;
}

/** How long the worker may be silent over one question. */
const SILENCE_MS = 5 * 60_000;

const broke = (cause: unknown): never => {
  throw new ReaderBroke(cause);
};

const startClipWorker = () =>
  new Worker(new URL('../../workers/clip.worker.ts', import.meta.url), {
    type: 'module',
    name: 'clip',
  });

/** Starts a worker that reads videos and resolves once it can. It rejects with BridgeError. */
export async function openClipReader(options: ClipClientOptions): Promise<ClipReader<Blob>> {
  const { assets, startWorker = startClipWorker, silenceMs = SILENCE_MS } = options;
  const bridge = bridgeTo<ClipProtocol>(startWorker(), {
    onNotice: () => undefined,
    // Whoever waits is told by the call.
    onFailure: () => undefined,
  });
  const answered = async <Result>(answer: Promise<Result>): Promise<Result> => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const silent = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const text = `it gave no answer for ${silenceMs / 60_000} minutes`;
        reject(new BridgeError('worker_failed', text));
      }, silenceMs);
    });
    try {
      return await Promise.race([answer, silent]);
    } finally {
      clearTimeout(timer);
    }
  };
  try {
    await answered(bridge.call('open', assets));
  } catch (cause) {
    bridge.terminate();
    throw cause;
  }
  return {
    begin: (file, wish) => answered(bridge.call('begin', { file, wish })).catch(broke),
    next: (most) => answered(bridge.call('next', { most })).catch(broke),
    close: () => {
      bridge.terminate();
    },
  };
}
