import type { KerasModel } from '#core/models/keras-layers.ts';
import {
  IMPORT_LIMIT_MS,
  importedModel,
  type ImportProtocol,
  readingEnded,
  tookTooLong,
} from '#protocol/import-protocol.ts';
import { bridgeTo } from '#protocol/worker-bridge.ts';

export interface ImportOptions {
  readonly limitMs?: number;
  /** For tests. */
  readonly startWorker?: () => Worker;
}

const startImportWorker = () =>
  new Worker(new URL('../../workers/import.worker.ts', import.meta.url), {
    type: 'module',
    name: 'import',
  });

/**
 * Reads an .h5 or .keras in a worker of its own, which is terminated in any case: HDF5 reads some
 * damaged files for ever.
 * @throws ImportRefused
 */
export async function readKerasModelApart(
  bytes: Uint8Array,
  { limitMs = IMPORT_LIMIT_MS, startWorker = startImportWorker }: ImportOptions = {},
): Promise<KerasModel> {
  const bridge = bridgeTo<ImportProtocol>(startWorker(), {
    onNotice: () => undefined,
    // Whoever waits is told by the call.
    onFailure: () => undefined,
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const overdue = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(tookTooLong(limitMs));
    }, limitMs);
  });
  const read = bridge.call('read', bytes).catch((cause: unknown) => {
    throw readingEnded(cause);
  });
  try {
    return importedModel(await Promise.race([read, overdue]));
  } finally {
    clearTimeout(timer);
    bridge.terminate();
  }
}
