import { open, rename, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UserError } from './user-error.ts';

/** A file cannot be made, written or moved to its place: no room, no right, a folder in the way. */
export class OutputError extends UserError {
  constructor(path: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`${path}: this file cannot be written (${why}).`, { cause });
  }
}

const refused =
  (path: string) =>
  (cause: unknown): never => {
    throw new OutputError(path, cause);
  };

const unfinishedName = (name: string): string => `.${name}.${process.pid}.part`;

/** What an unfinished file of some process is to become; null for other names. */
export const finishedName = (name: string): string | null =>
  /^\.(.+)\.\d+\.part$/.exec(name)?.[1] ?? null;

/** Bytes gathered before they are written. */
const BUFFER_BYTES = 1 << 20;

export interface OutputFile {
  /** Throws OutputError. */
  write(part: string | Uint8Array): Promise<void>;
}

/**
 * Files that appear all together, whole, or not at all: each is written beside its place under
 * another name and moved there at the end.
 */
export class OutputFiles {
  readonly #files: { readonly path: string; readonly temporary: string; readonly out: Buffered }[] =
    [];

  /** Throws OutputError. */
  async create(path: string): Promise<OutputFile> {
    const temporary = join(dirname(path), unfinishedName(basename(path)));
    let handle: FileHandle;
    try {
      if ((await stat(path).catch(() => null))?.isDirectory() === true) {
        throw new Error('there is a folder of that name');
      }
      handle = await open(temporary, 'w');
    } catch (cause) {
      throw new OutputError(path, cause);
    }
    const out = new Buffered(path, handle);
    this.#files.push({ path, temporary, out });
    return out;
  }

  async keep(): Promise<void> {
    for (const { out } of this.#files) await out.close();
    for (const { path, temporary } of this.#files) {
      await rename(temporary, path).catch(refused(path));
    }
  }

  async discard(): Promise<void> {
    for (const { out, temporary } of this.#files) {
      await out.abandon();
      await rm(temporary, { force: true });
    }
  }
}

class Buffered implements OutputFile {
  readonly #path: string;
  readonly #handle: FileHandle;
  #parts: Uint8Array[] = [];
  #size = 0;

  constructor(path: string, handle: FileHandle) {
    this.#path = path;
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
    await this.#handle.close().catch(refused(this.#path));
  }

  async abandon(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.concat(this.#parts);
    this.#parts = [];
    this.#size = 0;
    await this.#handle.writeFile(bytes).catch(refused(this.#path));
  }
}
