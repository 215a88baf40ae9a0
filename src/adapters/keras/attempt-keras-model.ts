import { ImportRefused } from '#core/models/keras-refusal.ts';
import type { ImportOutcome } from '#protocol/import-protocol.ts';
import { readKerasModel } from './read-keras-model.ts';

/** Reads a model for somebody in another thread or process, to whom no error can cross. */
export async function attemptKerasModel(bytes: Uint8Array): Promise<ImportOutcome> {
  try {
    return { kind: 'read', model: await readKerasModel(bytes) };
  } catch (error) {
    if (error instanceof ImportRefused) {
      return {
        kind: 'refused',
        refusal: error.kind,
        message: error.message,
        readerIsBroken: error.cause instanceof WebAssembly.RuntimeError,
      };
    }
    const why = error instanceof Error ? error.message : String(error);
    return {
      kind: 'refused',
      refusal: 'foreign',
      message: `The file is damaged: it cannot be read (${why.slice(0, 120)}).`,
      readerIsBroken: true,
    };
  }
}
