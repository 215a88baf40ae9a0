import type { Random } from '#core/ports.ts';

/** First and last code point of what makes text hard: scripts, marks, controls, halves, emoji. */
const RANGES: readonly (readonly [number, number])[] = [
  [0x20, 0x7e],
  [0x00, 0x1f],
  [0x22, 0x22],
  [0x5c, 0x5c],
  [0xa0, 0x17f],
  [0x300, 0x36f],
  [0x5d0, 0x5ea],
  [0x621, 0x652],
  [0x900, 0x97f],
  [0x1100, 0x11ff],
  [0x1e00, 0x1fff],
  [0x2000, 0x206f],
  [0x3040, 0x30ff],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0xd800, 0xdfff],
  [0xe000, 0xe0ff],
  [0xf900, 0xfaff],
  [0xfe00, 0xfe0f],
  [0xfff0, 0xffff],
  [0x1f1e6, 0x1f1ff],
  [0x1f300, 0x1f64f],
  [0x20000, 0x2a6df],
  [0x2f800, 0x2fa1d],
  [0xe0000, 0xe01ef],
];

/** A text of up to `longest` code points, each from a range drawn at random. */
export function oddText(random: Random, longest: number): string {
  const pick = (first: number, last: number): number =>
    first + Math.floor(random() * (last - first + 1));
  return Array.from({ length: pick(0, longest) }, () => {
    const [first, last] = RANGES[pick(0, RANGES.length - 1)] ?? [0x20, 0x7e];
    return String.fromCodePoint(pick(first, last));
  }).join('');
}
