import { type Clip, clipKey } from './clip.ts';

/** A video that somebody gave, by what it is known again. */
export interface GivenFile {
  /** Path within its folder, or its name. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Unix time, milliseconds. */
  readonly lastModified: number;
}

export interface MatchedVideos<Given> {
  /** Videos of clips that are still to be read, or failed. */
  readonly awaited: readonly { readonly clip: Clip; readonly given: Given }[];
  /** Of a source that others of them belong to, but changed since. */
  readonly changed: readonly { readonly clip: Clip; readonly given: Given }[];
  /** Read already. */
  readonly known: readonly Given[];
  /** Not seen before. */
  readonly fresh: readonly Given[];
}

const isSame = (clip: Clip, given: GivenFile): boolean =>
  clip.sizeBytes === given.sizeBytes && clip.lastModified === given.lastModified;

/** Which of the videos belong to clips that there are: by path, size and date. */
export function matchGiven<Given extends GivenFile>(
  videos: readonly Given[],
  clips: readonly Clip[],
): MatchedVideos<Given> {
  const byName = new Map<string, Clip[]>();
  for (const clip of clips) byName.set(clip.name, [...(byName.get(clip.name) ?? []), clip]);
  const named = ({ path }: Given): readonly Clip[] => byName.get(path) ?? [];
  const familiar = new Set(
    videos.flatMap((given) =>
      named(given).flatMap((clip) => (isSame(clip, given) ? [clip.sourceId] : [])),
    ),
  );
  const awaited: { clip: Clip; given: Given }[] = [];
  const changed: { clip: Clip; given: Given }[] = [];
  const known: Given[] = [];
  const fresh: Given[] = [];
  for (const given of videos) {
    const same = named(given).filter((clip) => isSame(clip, given));
    const unread = same.find(({ state }) => state.kind !== 'done');
    const other = named(given).find(({ sourceId }) => familiar.has(sourceId));
    if (unread !== undefined) awaited.push({ clip: unread, given });
    else if (same.length > 0) known.push(given);
    else if (other !== undefined) changed.push({ clip: other, given });
    else fresh.push(given);
  }
  return { awaited, changed, known, fresh };
}

/** Clips of a new source; two videos that differ in their ending alone get features of their own. */
export function newClips(
  sourceId: string,
  videos: readonly (GivenFile & { readonly reopens: boolean })[],
): readonly Clip[] {
  const taken = new Set<string>();
  const clips = new Map<string, Clip>();
  for (const { path, sizeBytes, lastModified, reopens } of videos) {
    const plain = `${path.replace(/(?<=[^/])\.[^./]*$/, '')}.csv`;
    const features = taken.has(plain.toLowerCase()) ? `${path}.csv` : plain;
    taken.add(features.toLowerCase());
    const clip: Clip = {
      ...{ sourceId, name: path, formatVersion: 1, sizeBytes, lastModified, reopens, features },
      note: null,
      state: { kind: 'waiting' },
    };
    clips.set(clipKey(clip), clip);
  }
  return [...clips.values()];
}
