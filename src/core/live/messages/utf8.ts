/** Length of the text in UTF-8, bytes; an unpaired surrogate counts as the three it is replaced by. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
    if (isHigh(unit) && isLow(text.charCodeAt(index + 1))) {
      bytes += 1;
      index++;
    }
  }
  return bytes;
}

/** The text of UTF-8 bytes, or null where they are none; a byte order mark stays. For short texts. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  let text = '';
  let isAscii = true;
  for (const byte of bytes) {
    if (byte >= 0x80) isAscii = false;
    text += PIECES[byte] as string;
  }
  if (isAscii && !text.includes('%')) return text;
  try {
    // The language has no other decoder; this one refuses what is not UTF-8 (ECMA-262, Decode).
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;

/** Each byte as a character of its own, or as percent-encoded. */
const PIECES: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte < 0x80 && byte !== 0x25
    ? String.fromCharCode(byte)
    : `%${byte.toString(16).padStart(2, '0')}`,
);
