import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { KerasModel } from '#core/models/keras-layers.ts';
import {
  IMPORT_LIMIT_MS,
  importedModel,
  type ImportOutcome,
  readingEnded,
  tookTooLong,
} from '#protocol/import-protocol.ts';

const LOADER = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/**
 * Reads Keras models in a process of its own, one at a time: HDF5 reads some damaged files for
 * ever, or dies of them. The process is killed when a file's time is over and started anew for the
 * next one.
 */
export class KerasReader {
  readonly #limitMs: number;
  #child: ChildProcess | null = null;

  constructor(limitMs = IMPORT_LIMIT_MS) {
    this.#limitMs = limitMs;
  }

  #start(): ChildProcess {
    return fork(join(import.meta.dirname, 'reading-process.ts'), {
      execArgv: ['--import', LOADER],
      serialization: 'advanced',
      // What HDF5 has to say of damage is said by the refusal.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
  }

  /** @throws ImportRefused */
  async read(bytes: Uint8Array): Promise<KerasModel> {
    const child = (this.#child ??= this.#start());
    const outcome = await this.#ask(child, bytes).catch((cause: unknown) => {
      this.close();
      throw cause;
    });
    if (outcome.kind === 'refused' && outcome.readerIsBroken) this.close();
    return importedModel(outcome);
  }

  async #ask(child: ChildProcess, bytes: Uint8Array): Promise<ImportOutcome> {
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<ImportOutcome>((resolve, reject) => {
        timer = setTimeout(() => {
          reject(tookTooLong(this.#limitMs));
        }, this.#limitMs);
        child.once('message', (message) => {
          resolve(message as ImportOutcome);
        });
        child.once('error', (cause) => {
          reject(readingEnded(cause));
        });
        child.once('exit', (code, signal) => {
          reject(readingEnded(new Error(`its process ended: ${signal ?? code ?? 'unknown'}`)));
        });
        child.send(bytes, (cause) => {
          if (cause !== null) reject(readingEnded(cause));
        });
      });
    } finally {
      clearTimeout(timer);
      child.removeAllListeners();
      // Of a process that nobody waits for.
      child.on('error', () => undefined);
    }
  }

  /** Ends the process; the next `read` starts another. */
  close(): void {
    this.#child?.kill('SIGKILL');
    this.#child = null;
  }
}
