import type { Content } from '#core/dataset/content.ts';

/** Hashes what was read, once each, whatever the order. */
export class ReadHashes {
  readonly #hashes = new Map<string, string>();

  async add(content: Content): Promise<void> {
    this.#hashes.set(content.name, await content.sha256());
  }

  take(others: ReadHashes): void {
    for (const [name, hash] of others.#hashes) this.#hashes.set(name, hash);
  }

  /** The sha256 of lines `HASH  NAME`, one a file, in the order of the names. */
  digest(sha256: (bytes: ArrayBuffer) => Promise<string>): Promise<string> {
    const lines = [...this.#hashes].sort(([one], [other]) => (one < other ? -1 : 1));
    const text = lines.map(([name, hash]) => `${hash}  ${name}\n`).join('');
    return sha256(new TextEncoder().encode(text).buffer);
  }
}
