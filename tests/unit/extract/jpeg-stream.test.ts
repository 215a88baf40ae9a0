import { describe, expect, test } from 'vitest';
import { findJpegs } from '../../../scripts/extract/jpeg-stream.ts';

const segment = (marker: number, ...body: number[]): number[] => [
  0xff,
  marker,
  (body.length + 2) >> 8,
  (body.length + 2) & 255,
  ...body,
];
const END = [0xff, 0xd9];
/** A picture with a thumbnail's end inside a segment, stuffed bytes and a restart in its scan. */
const PICTURE = [
  ...[0xff, 0xd8],
  ...segment(0xe1, 0xff, 0xd8, 0xff, 0xd9, 1),
  ...segment(0xda, 7),
  ...[1, 0xff, 0, 2, 0xff, 0xd3, 3],
  ...segment(0xda, 7),
  ...[9, 0xff, 0xff],
  ...END.slice(1),
];

async function* inPieces(bytes: readonly number[], size: number): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < bytes.length; i += size) {
    yield await Promise.resolve(Uint8Array.from(bytes.slice(i, i + size)));
  }
}

describe('[EXT-5] the pictures of a motion JPEG file', () => {
  test.each([1, 2, 3, 7, 1000])('are found whole, read %i bytes at a time', async (size) => {
    const bytes = [...PICTURE, ...PICTURE, 0, 0, ...PICTURE];
    const found = await findJpegs(inPieces(bytes, size));
    const n = PICTURE.length;
    expect(found).toEqual({
      whole: true,
      pictures: [
        { start: 0, end: n },
        { start: n, end: 2 * n },
        { start: 2 * n + 2, end: 3 * n + 2 },
      ],
    });
  });

  test('a picture without its end is told', async () => {
    const found = await findJpegs(inPieces([...PICTURE, ...PICTURE.slice(0, -1)], 5));
    expect(found.whole).toBe(false);
    expect(found.pictures).toHaveLength(1);
  });
});
