import type { CsvLayout } from '#core/csv/csv-layout.ts';
import { csvHeader } from '#core/csv/csv-layout.ts';
import type { FeatureRow } from '#core/csv/feature-row.ts';
import { OPENFACE } from '#core/csv/openface.ts';
import type { Clip, ClipSoFar } from '#core/lab/clip.ts';
import type { ClipReader, ClipStretch } from '#core/lab/clip-reading.ts';
import type { ClipStore } from '#core/lab/lab-stores.ts';
import { durationMs, timestampMs, type DurationMs } from '#core/units.ts';
import { NO_FRAME, sentence, whyCutOff, whyNoVideo } from '#core/videos/video-words.ts';

const LAYOUT: CsvLayout<FeatureRow> = OPENFACE;
const READABLE = 'mp4, mov, webm or mkv';
/** Rows to an answer of the reader, so that progress moves and a pause is heard. */
const STRETCH_FRAMES = 8;
/** Video to a part: what a closed tab loses at most. */
const PART_MS = 5000;

export interface ClipReading<VideoFile> {
  readonly clip: Clip;
  readonly file: VideoFile;
  readonly reader: ClipReader<VideoFile>;
  readonly store: ClipStore;
  /** Told after each stretch, kept or not, and of how much video it was. */
  onStretch(clip: Clip, stretch: ClipStretch, video: DurationMs): void;
  onKept(clip: Clip): void;
  /** `over` is waited for where a pause is wanted. */
  readonly pauses: { wanted(): boolean; over(): Promise<void> };
}

/** What became of a clip; `gone`: its source was deleted meanwhile. */
export type ClipEnd = { readonly kind: 'kept'; readonly clip: Clip } | { readonly kind: 'gone' };

const NOTHING: ClipSoFar = {
  frames: 0,
  faces: 0,
  undecoded: 0,
  parts: 0,
  until: timestampMs(-1),
  baseline: null,
  seams: 0,
};

const afterStretch = (soFar: ClipSoFar, stretch: ClipStretch): ClipSoFar => ({
  ...soFar,
  frames: soFar.frames + stretch.frames,
  faces: soFar.faces + stretch.faces,
  undecoded: soFar.undecoded + stretch.undecoded,
  until: stretch.until ?? soFar.until,
  baseline: stretch.baseline ?? soFar.baseline,
});

/**
 * Reads one clip to its end, from where it was left, and keeps its rows in parts. What is wrong with
 * the file makes it fail in a sentence. Rejects with ReaderBroke, or with the store's error.
 */
export async function readClip<VideoFile>(work: ClipReading<VideoFile>): Promise<ClipEnd> {
  const { clip, file, reader, store, pauses } = work;
  const before = clip.state.kind === 'begun' ? clip.state.soFar : null;
  const fail = (why: string) => keepFailed(store, clip, sentence(why));
  const found = await reader.begin(file, { name: stem(clip.name), after: before });
  if (found.kind !== 'video') return fail(whyNoVideo(found, READABLE));

  let soFar: ClipSoFar = before === null ? NOTHING : { ...before, seams: before.seams + 1 };
  let part = { rows: '', frames: 0, since: soFar.until };
  const begun = (): Clip => {
    const { expectedFrames } = found;
    return { ...clip, state: { kind: 'begun', expectedFrames, soFar } };
  };
  const keepPart = async (): Promise<boolean> => {
    if (part.frames === 0) return true;
    const { sourceId, name } = clip;
    const { rows, frames } = part;
    const kept = { sourceId, name, sequence: soFar.parts, frames, rows };
    soFar = { ...soFar, parts: soFar.parts + 1 };
    part = { rows: '', frames: 0, since: soFar.until };
    const isThere = await store.addPart(kept, begun());
    if (isThere) work.onKept(begun());
    return isThere;
  };

  for (;;) {
    const stretch = await reader.next(STRETCH_FRAMES);
    const from = soFar.until;
    soFar = afterStretch(soFar, stretch);
    part = { ...part, rows: part.rows + stretch.rows, frames: part.frames + stretch.frames };
    work.onStretch(begun(), stretch, durationMs(Math.max(0, soFar.until - Math.max(0, from))));
    if (stretch.end?.kind === 'cut_off') return fail(`${whyCutOff(stretch.end)}.`);
    const isOver = stretch.end !== null;
    const isDue = soFar.until - part.since >= PART_MS || pauses.wanted();
    if ((isOver || isDue) && !(await keepPart())) return { kind: 'gone' };
    if (isOver) break;
    if (pauses.wanted()) await pauses.over();
  }
  if (soFar.frames === 0) return fail(NO_FRAME);
  const { frames, faces, undecoded, seams } = soFar;
  const done: Clip = { ...clip, state: { kind: 'done', frames, faces, undecoded, seams } };
  return (await store.finish(done, csvHeader(LAYOUT)))
    ? { kind: 'kept', clip: done }
    : { kind: 'gone' };
}

export async function keepFailed(store: ClipStore, clip: Clip, why: string): Promise<ClipEnd> {
  const failed: Clip = { ...clip, state: { kind: 'failed', why } };
  return (await store.put([failed])) ? { kind: 'kept', clip: failed } : { kind: 'gone' };
}

/** Of `a/b.mp4`: `b`. */
const stem = (name: string): string =>
  (name.split('/').at(-1) ?? name).replace(/(?<=.)\.[^.]*$/, '');
