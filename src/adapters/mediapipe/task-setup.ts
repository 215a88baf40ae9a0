import { FilesetResolver } from '@mediapipe/tasks-vision';
import type { Delegate } from '#core/capture/vision-report.ts';
import { BridgeError } from '#protocol/bridge.ts';
import type { DelegateChoice, LandmarkerAssets } from '#protocol/landmarker-assets.ts';
import { probeGraphics, type CanvasMaker, type Graphics } from './graphics.ts';

type Fileset = Awaited<ReturnType<typeof FilesetResolver.forVisionTasks>>;

/** Everything a MediaPipe task needs, fetched and probed. One task per worker. */
export interface TaskSetup {
  readonly fileset: Fileset;
  readonly model: Uint8Array;
  readonly graphics: Graphics;
  /** MediaPipe draws here; its context tells when the graphics are lost. */
  readonly canvas: OffscreenCanvas;
}

/**
 * A .task file is a zip whose entries are aligned by a few bytes before the first header. A server
 * that answers every address with its page would pass for one else.
 */
function beginsLikeZip(bytes: Uint8Array): boolean {
  const isHeader = (at: number): boolean =>
    bytes[at] === 0x50 && bytes[at + 1] === 0x4b && bytes[at + 2] === 3 && bytes[at + 3] === 4;
  return Array.from({ length: 64 }, (_, at) => at).some(isHeader);
}

async function fetchModel(url: string): Promise<Uint8Array> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new BridgeError('assets_missing', `The landmark model at ${url} cannot be reached.`, {
      cause,
    });
  });
  if (!response.ok) {
    throw new BridgeError(
      'assets_missing',
      `The landmark model at ${url} is not there (HTTP ${response.status}). Run npm run assets.`,
    );
  }
  const model = new Uint8Array(await response.arrayBuffer());
  if (!beginsLikeZip(model)) {
    throw new BridgeError('assets_missing', `What is served at ${url} is no landmark model.`);
  }
  return model;
}

/** Throws BridgeError `webgl2_missing`, `wasm_missing` or `assets_missing`. */
export async function setUpTask(
  assets: LandmarkerAssets,
  makeCanvas?: CanvasMaker,
): Promise<TaskSetup> {
  if (typeof WebAssembly === 'undefined') {
    throw new BridgeError(
      'wasm_missing',
      'This browser cannot run WebAssembly, which reading a face needs.',
    );
  }
  const graphics = probeGraphics(makeCanvas);
  const [fileset, model] = await Promise.all([
    FilesetResolver.forVisionTasks(assets.wasmFolder, true),
    fetchModel(assets.model),
  ]);
  return { fileset, model, graphics, canvas: new OffscreenCanvas(1, 1) };
}

/** Names what went wrong where a task cannot be made from its setup. */
export async function startTask<Task>(task: Promise<Task>): Promise<Task> {
  try {
    return await task;
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new BridgeError('assets_missing', `The landmark reader could not be started: ${detail}`, {
      cause,
    });
  }
}

export const mediapipeDelegate = (delegate: Delegate): 'GPU' | 'CPU' =>
  delegate === 'gpu' ? 'GPU' : 'CPU';

/** Which delegates to try; the first is where the task starts. */
export function delegatesToTry(choice: DelegateChoice, graphics: Graphics): readonly Delegate[] {
  if (choice !== 'auto') return [choice];
  return graphics.isHardware ? ['cpu', 'gpu'] : ['cpu'];
}

/** Whether the graphics context that MediaPipe draws with is lost. */
export function isContextLost(canvas: OffscreenCanvas): boolean {
  return canvas.getContext('webgl2')?.isContextLost() ?? false;
}

/** Loses the context on purpose. */
export function loseContext(canvas: OffscreenCanvas): void {
  canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
}
