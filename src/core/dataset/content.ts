/** One file to read, wherever it lies: on a disk, in the browser's database, in a zip. */
export interface Content {
  /** As it is called in messages: its path within what it came in. */
  readonly name: string;
  /** UTF-8, from its beginning each time. */
  text(): AsyncIterable<string>;
  /** From `from` on, before `to`; all of them where not given. */
  bytes(from?: number, to?: number): Promise<Uint8Array<ArrayBuffer>>;
  size(): Promise<number>;
  /** Lower-case hex. */
  sha256(): Promise<string>;
}
