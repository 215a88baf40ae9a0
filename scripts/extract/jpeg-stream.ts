/** Where the pictures of a motion JPEG file begin and end, without decoding them. */
import { createReadStream } from 'node:fs';

export interface ByteRange {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const TEM = 0x01;
const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7;

type State = 'between' | 'marker' | 'length' | 'segment' | 'scan';

/**
 * The marker syntax of ITU-T T.81, annex B: segments carry their length, so that a thumbnail
 * inside one is not taken for a picture. `whole` is false where the last picture is cut off.
 */
export async function findJpegs(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ readonly pictures: readonly ByteRange[]; readonly whole: boolean }> {
  const pictures: ByteRange[] = [];
  let state: State = 'between';
  let position = 0;
  let start = 0;
  let left = 0;
  let highByte = -1;
  let afterFf = false;
  let marker = 0;
  for await (const chunk of chunks) {
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] as number;
      if (state === 'segment') {
        const skipped = Math.min(left, chunk.length - i);
        left -= skipped;
        i += skipped - 1;
        if (left === 0) state = marker === SOS ? 'scan' : 'marker';
      } else if (state === 'length') {
        if (highByte < 0) highByte = byte;
        else {
          left = highByte * 256 + byte - 2;
          highByte = -1;
          state = left > 0 ? 'segment' : marker === SOS ? 'scan' : 'marker';
        }
      } else if (!afterFf) {
        afterFf = byte === 0xff;
      } else if (byte !== 0xff) {
        afterFf = false;
        if (state === 'between') {
          if (byte === SOI) {
            start = position + i - 1;
            state = 'marker';
          }
        } else if (byte === EOI) {
          pictures.push({ start, end: position + i + 1 });
          state = 'between';
        } else if (state === 'marker' || (byte !== 0 && !isRestart(byte))) {
          if (byte !== TEM && !isRestart(byte)) {
            marker = byte;
            state = 'length';
          }
        }
      }
    }
    position += chunk.length;
  }
  return { pictures, whole: state === 'between' };
}

export const jpegsOfFile = (file: string): ReturnType<typeof findJpegs> =>
  findJpegs(createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Uint8Array>);
