import type { Dataset } from '#core/dataset/dataset.ts';
import type { LabelTrack } from '#core/lab/label-track.ts';
import type { LabDataSpec } from '#core/lab/lab-run.ts';
import type { LabSource, SessionsSource } from '#core/lab/lab-source.ts';
import type { LabelStore, LabFileStore, LabSourceStore } from '#core/lab/lab-stores.ts';
import { factsOfTrack } from '#core/lab/spans-facts.ts';
import type { UnlabelledWindow } from '#core/lab/unlabelled-window.ts';
import type { CutWindow } from '#core/dataset/labelled-windows.ts';
import type { SourcedWindow } from '#core/dataset/sided-window.ts';
import { personsOf } from '#core/dataset/split-by-person.ts';
import type { SplitFile } from '#core/dataset/split-file.ts';
import type { SessionArchive } from '#core/ports.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import { NO_LICENCE, readParts, type ReadParts, signalOf } from '../dataset/read-dataset.ts';
import { type FilesPart, recordingCount } from '../dataset/read-recordings.ts';
import type { SortPorts } from '../dataset/sort-contents.ts';
import { sessionWindows } from '../session-windows.ts';
import {
  distinctNames,
  type FilesOfSource,
  labelsOfSources,
  partOfSource,
  sortedSource,
} from './lab-files.ts';
import { type FoundSessions, keyOfSession, sessionFacts, sessionsOf } from './lab-sessions.ts';

/** Where the lab's recordings and labels are kept. */
export interface LabReadingStores {
  readonly sources: Pick<LabSourceStore, 'list'>;
  readonly files: Pick<LabFileStore, 'list' | 'contents'>;
  readonly labels: Pick<LabelStore, 'list'>;
  readonly archive: Pick<SessionArchive, 'get' | 'samples'>;
}

export interface LabReadingPorts extends SortPorts {
  readonly onProgress: (progress: ReadingProgress) => void;
}

export interface ReadingProgress {
  readonly done: number;
  readonly all: number;
  /** The recording that was read. */
  readonly what: string;
}

export interface LabReadingJob {
  readonly sources: readonly LabSource[];
  /** What somebody said of recordings, by their keys. */
  readonly tracks: ReadonlyMap<string, LabelTrack>;
  readonly data: LabDataSpec;
  readonly recipe: Recipe;
  readonly unlabelledToo: boolean;
}

export interface LabReading {
  readonly read: ReadParts;
  /** The data set's own split, where it knows everybody who was read. */
  readonly official: SplitFile | null;
  readonly unlabelled: readonly UnlabelledWindow[];
}

export const isOfFiles = (source: LabSource): source is FilesOfSource => source.kind !== 'sessions';
export const isOfSessions = (source: LabSource): source is SessionsSource =>
  source.kind === 'sessions';

/** All sources of the job, read one recording after the other. Rejects with DatasetRefused. */
export async function readLab(
  job: LabReadingJob,
  stores: LabReadingStores,
  ports: LabReadingPorts,
): Promise<LabReading> {
  const { sources, tracks, data, recipe } = job;
  const signal = signalOf(recipe);
  const reading = { rule: recipe.labels, words: data.labelWords };
  const names = distinctNames(sources);
  const nameOf = ({ id, name }: LabSource): string => names.get(id) ?? name;
  const sorted = [];
  for (const source of sources.filter(isOfFiles)) {
    sorted.push(await sortedSource(source, stores.files, ports));
  }
  const { labels, problems } = await labelsOfSources(sorted, reading, true);
  const parts: FilesPart[] = [];
  for (const one of sorted) parts.push(await partOfSource(one, nameOf(one.source), reading));
  const ofSessions: { readonly source: SessionsSource; readonly found: FoundSessions }[] = [];
  const taken = new Set<string>();
  for (const source of sources.filter(isOfSessions)) {
    const sessionIds = source.sessionIds.filter((id) => !taken.has(id));
    for (const id of sessionIds) taken.add(id);
    ofSessions.push({ source, found: await sessionsOf({ sessionIds }, stores.archive) });
  }
  const all =
    recordingCount(parts) + ofSessions.reduce((sum, { found }) => sum + found.records.length, 0);
  let done = 0;
  const progressed = (what: string): void => {
    ports.onProgress({ done: ++done, all, what });
  };
  const unlabelled: UnlabelledWindow[] = [];
  const onUnlabelled = job.unlabelledToo
    ? ({ values, padding, person, endsAt }: CutWindow, recording: string) => {
        unlabelled.push({ values, padding, person, recording, endsAt });
      }
    : undefined;
  const { sha256 } = ports;
  const files = await readParts({
    parts,
    recipe,
    signal,
    labels,
    labelWords: data.labelWords,
    fps: data.fps ?? undefined,
    spansOf: (key) => factsOfTrack(tracks.get(key), data.labelWords),
    onUnlabelled,
    hashed: true,
    sha256,
    onProgress: ({ file }) => {
      progressed(file);
    },
  });
  const reads: ReadParts[] = [{ ...files, problems: [...problems, ...files.problems] }];
  for (const { source, found } of ofSessions) {
    const own = await sessionWindows({
      archive: stores.archive,
      sessions: found.records,
      recipe,
      signal,
      sha256,
      factsOf: sessionFacts(tracks, recipe, data),
      keyOf: keyOfSession,
      onUnlabelled:
        onUnlabelled &&
        ((window, session) => {
          onUnlabelled(window, keyOfSession(session));
        }),
      onSession: (_done, _all, id) => {
        progressed(id);
      },
    });
    const licence = source.licence === '' ? NO_LICENCE : source.licence;
    reads.push({
      ...own.report,
      ...own,
      sources: own.sources.map((one) => ({ ...one, name: nameOf(source), licence })),
      problems: [...found.problems, ...own.report.problems],
    });
  }
  const read = joined(reads);
  return { read, official: forEverybody(labels.official, read.windows), unlabelled };
}

function joined(reads: readonly ReadParts[]): ReadParts {
  const all = <Item>(of: (read: ReadParts) => readonly Item[]): Item[] => reads.flatMap(of);
  return {
    windows: all(({ windows }) => windows),
    sources: all(({ sources }) => sources),
    by: reads.every(({ by }) => by === 'person') ? 'person' : 'video',
    files: all(({ files }) => files),
    problems: all(({ problems }) => problems),
    unlabelled: all(({ unlabelled }) => unlabelled),
    withoutRecording: all(({ withoutRecording }) => withoutRecording),
  };
}

/** A split that does not know everybody would be refused, so another is drawn. */
function forEverybody(
  official: Dataset['official'],
  windows: readonly SourcedWindow[],
): SplitFile | null {
  if (official === null) return null;
  const known = new Set([...official.train, ...official.validation, ...official.test]);
  return [...personsOf(windows)].every((person) => known.has(person)) ? official : null;
}
