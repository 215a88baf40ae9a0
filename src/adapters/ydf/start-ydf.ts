import { ForestRefused } from '#core/learning/forest.ts';
import type { YdfModule } from 'ydf-training';

const WASM_FILE = 'ydf-training.wasm';

type Listener = (...values: unknown[]) => void;
interface ProcessEvents {
  listeners(event: string): Listener[];
  off(event: string, listener: Listener): unknown;
}
const PROCESS_EVENTS = ['uncaughtException', 'unhandledRejection'] as const;

/** Runs `start` and takes off what it hung on Node's process, which is not the library's. */
function withoutListeners<T>(start: () => T): T {
  const { process } = globalThis as { process?: Partial<ProcessEvents> };
  const { listeners, off } = process ?? {};
  if (listeners === undefined || off === undefined) return start();
  const before = PROCESS_EVENTS.map((event) => listeners.call(process, event));
  const result = start();
  PROCESS_EVENTS.forEach((event, index) => {
    for (const listener of listeners.call(process, event)) {
      if (before[index]?.includes(listener) !== true) off.call(process, event, listener);
    }
  });
  return result;
}

/**
 * Starts YDF with memory of its own. `wasmFolder` ends in a slash: an address in browsers, a path in
 * Node.
 * @throws ForestRefused where the library or its wasm cannot be loaded.
 */
export async function startYdf(wasmFolder: string): Promise<YdfModule> {
  let said = '';
  try {
    const { default: start } = await import('ydf-training');
    return await withoutListeners(() =>
      start({
        locateFile: () => wasmFolder + WASM_FILE,
        print: () => undefined,
        printErr: (line) => (said = line),
      }),
    );
  } catch (cause) {
    throw new ForestRefused(
      `The library for forests could not be started from ${wasmFolder}${WASM_FILE}${said === '' ? '' : ` (${said})`}: nothing was trained; reload, or run npm run assets.`,
      cause,
    );
  }
}
