import { rename, rm } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UserError } from './user-error.ts';

/** Bytes gathered before they are written. */
const BUFFER_BYTES = 1 << 20;

export interface OutputFile {
  write(part: string | Uint8Array): Promise<void>;
}

/**
 * Files that appear all together, whole, or not at all: each is written beside its place under
 * another name and moved there at the end.
 */
export class OutputFiles {
  readonly #files: { readonly path: string; readonly temporary: string; readonly out: Buffered }[] =
    [];

  /** Throws UserError where no file can be made there. */
  async create(path: string): Promise<OutputFile> {
    const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
    let handle: FileHandle;
    try {
      handle = await open(temporary, 'w');
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new UserError(`${path}: this file cannot be written (${why}).`, { cause });
    }
    const out = new Buffered(handle);
    this.#files.push({ path, temporary, out });
    return out;
  }

  async keep(): Promise<void> {
    for (const { out } of this.#files) await out.close();
    for (const { path, temporary } of this.#files) await rename(temporary, path);
  }

  async discard(): Promise<void> {
    for (const { out, temporary } of this.#files) {
      await out.abandon();
      await rm(temporary, { force: true });
    }
  }
}

class Buffered implements OutputFile {
  readonly #handle: FileHandle;
  #parts: Uint8Array[] = [];
  #size = 0;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  async write(part: string | Uint8Array): Promise<void> {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part;
    this.#parts.push(bytes);
    this.#size += bytes.length;
    if (this.#size >= BUFFER_BYTES) await this.#flush();
  }

  async close(): Promise<void> {
    await this.#flush();
    await this.#handle.close();
  }

  async abandon(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.concat(this.#parts);
    this.#parts = [];
    this.#size = 0;
    await this.#handle.writeFile(bytes);
  }
}
