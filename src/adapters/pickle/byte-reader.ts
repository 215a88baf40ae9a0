import { ImportRefused } from '#core/models/keras-refusal.ts';

/** Reads a pickle's bytes in turn; a length is believed only where that many bytes follow. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get position(): number {
    return this.#at;
  }

  get left(): number {
    return this.#bytes.byteLength - this.#at;
  }

  #take(count: number): number {
    if (count > this.left) {
      throw new ImportRefused(
        'truncated',
        `The pickle ends early: ${count} bytes should follow byte ${this.#at}, ${this.left} do.`,
      );
    }
    const at = this.#at;
    this.#at += count;
    return at;
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1));
  }
  u16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }
  i32(): number {
    return this.#view.getInt32(this.#take(4), true);
  }
  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }
  /** A length of 8 bytes; beyond 2^53 it is longer than any file all the same. */
  u64(): number {
    return Number(this.#view.getBigUint64(this.#take(8), true));
  }
  /** Big-endian, as BINFLOAT has it. */
  f64(): number {
    return this.#view.getFloat64(this.#take(8), false);
  }
  bytes(count: number): Uint8Array {
    const at = this.#take(count);
    return this.#bytes.subarray(at, at + count);
  }
  text(count: number): string {
    return new TextDecoder().decode(this.bytes(count));
  }
  /** Up to the next line feed, which is consumed. */
  line(): string {
    const end = this.#bytes.indexOf(0x0a, this.#at);
    const text = this.text((end < 0 ? this.#bytes.byteLength : end) - this.#at);
    this.#take(1);
    return text;
  }
  /** Little-endian two's complement of up to 8 bytes. */
  long(count: number): bigint {
    const bytes = this.bytes(count);
    let value = 0n;
    for (let index = count - 1; index >= 0; index -= 1) {
      value = (value << 8n) | BigInt(bytes[index] ?? 0);
    }
    return BigInt.asIntN(8 * count, value);
  }
}
