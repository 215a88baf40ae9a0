import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** Where the bytes of one input come from: a file, or an entry of a zip. */
export interface Content {
  /** As it is called in messages. */
  readonly name: string;
  bytes(): AsyncIterable<Uint8Array>;
}

export const fileContent = (path: string, name: string): Content => ({
  name,
  bytes: () => createReadStream(path) as AsyncIterable<Uint8Array>,
});

export const memoryContent = (name: string, content: Uint8Array): Content => ({
  name,
  async *bytes() {
    await Promise.resolve();
    yield content;
  },
});

export async function* textOf(content: Content): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const chunk of content.bytes()) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** Hashes what is read, once each, whatever the order. */
export class ReadHashes {
  readonly #hashes = new Map<string, string>();

  /** The text of a file, whose hash counts once it was read to its end. */
  async *text(content: Content): AsyncGenerator<string> {
    const hash = createHash('sha256');
    const decoder = new TextDecoder();
    for await (const chunk of content.bytes()) {
      hash.update(chunk);
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
    this.#hashes.set(content.name, hash.digest('hex'));
  }

  /** For what is read in another way. */
  async add(content: Content): Promise<void> {
    const hash = createHash('sha256');
    for await (const chunk of content.bytes()) hash.update(chunk);
    this.#hashes.set(content.name, hash.digest('hex'));
  }

  take(others: ReadHashes): void {
    for (const [name, hash] of others.#hashes) this.#hashes.set(name, hash);
  }

  get size(): number {
    return this.#hashes.size;
  }

  /** The sha256 of lines `HASH  NAME`, one a file, in the order of the names. */
  digest(): string {
    const lines = [...this.#hashes].sort(([one], [other]) => (one < other ? -1 : 1));
    const whole = createHash('sha256');
    for (const [name, hash] of lines) whole.update(`${hash}  ${name}\n`);
    return whole.digest('hex');
  }
}
