import { named } from '../dataset/sided-window.ts';

/** What a file is to the lab, by its name. */
export type GivenKind = 'video' | 'table' | 'zip' | 'recording' | 'other';

const VIDEO = /\.(?:mp4|m4v|webm|mov|mkv|avi|ogv)$/i;
const ARRAY = '.blendshapes.f32';
const PART = /\.(?:json|csv|(?:blendshapes|matrix|landmarks)\.f32)$/;

/** The kinds of files that came together: a landmark recording is several of them. */
export function kindsOf(paths: readonly string[]): readonly GivenKind[] {
  const recordings = new Set(
    paths.filter((path) => path.endsWith(ARRAY)).map((path) => path.slice(0, -ARRAY.length)),
  );
  return paths.map((path) => {
    if (VIDEO.test(path)) return 'video';
    if (PART.test(path) && recordings.has(path.replace(PART, ''))) return 'recording';
    if (/\.csv$/i.test(path)) return 'table';
    return /\.zip$/i.test(path) ? 'zip' : 'other';
  });
}

/** What is said of files that nothing here reads; null where there are none. */
export const leftOutSentence = (paths: readonly string[]): string | null =>
  paths.length === 0
    ? null
    : `Left out, for nothing here reads ${paths.length === 1 ? 'it' : 'them'}: ${named(paths)}. CSVs of features or labels, zipped sessions, landmark recordings and videos are read.`;
