import type { CutOff, NoVideo } from './video-outcome.ts';

const MICROSECONDS = 1e6;
const CONVERT = 'convert it first, for example with ffmpeg -i INPUT -c:v libx264 OUTPUT.mp4';

/** Why a file gives no frames, in a sentence; `readable` lists the kinds that can be read here. */
export function whyNoVideo({ kind, detail }: NoVideo, readable: string): string {
  switch (kind) {
    case 'empty':
      return 'the file is empty.';
    case 'avi':
      return `AVI files cannot be read here; ${CONVERT}.`;
    case 'unknown_format':
      return `this is not a video that can be read (${readable}); if it is one of another kind, ${CONVERT}.`;
    case 'no_video':
      return `there is no picture in it, only sound or text (${detail}).`;
    case 'cannot_decode':
      return `its video is ${detail}, which this browser cannot decode; ${CONVERT}.`;
    case 'damaged':
      return `the file is cut off or damaged (${detail}).`;
  }
}

export const whyCutOff = ({ at, detail }: CutOff): string =>
  `the file is cut off or damaged after ${(at / MICROSECONDS).toFixed(3)} s (${detail})`;

export const NO_FRAME = 'not one frame of it could be decoded.';

/** The first twelve bytes of an AVI file: a RIFF list of that form (Microsoft, AVI RIFF File Reference). */
export const AVI_HEAD_BYTES = 12;
export function isAvi(head: Uint8Array): boolean {
  const text = String.fromCharCode(...head.subarray(0, AVI_HEAD_BYTES));
  return text.startsWith('RIFF') && text.endsWith('AVI ');
}

/** With a capital, where it stands alone. */
export const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
