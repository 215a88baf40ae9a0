import type { Content } from '#core/dataset/content.ts';
import type { RecordingHead, RecordingList } from '#core/lab/labels/recording-view.ts';
import { labelledTime, type Spans, timeOfWords } from '#core/lab/labels/spans.ts';
import type { LabelStore, LabFileStore, LabSourceStore } from '#core/lab/lab-stores.ts';
import type { LabSource } from '#core/lab/lab-source.ts';
import { recordingKey, recordingOf } from '#core/lab/recording-key.ts';
import type { SessionArchive } from '#core/ports.ts';
import type { SessionRecord } from '#core/sessions/records.ts';
import { durationMs, elapsed } from '#core/units.ts';
import { sortContents, type SortPorts } from '../dataset/sort-contents.ts';
import {
  fileFrames,
  lengthOfFile,
  type RecordingFrames,
  RecordingRefused,
  sessionFrames,
  sessionName,
} from './recording-frames.ts';

export interface RecordingStores {
  readonly sources: Pick<LabSourceStore, 'list'>;
  readonly files: Pick<LabFileStore, 'contents'>;
  readonly labels: Pick<LabelStore, 'list'>;
  readonly archive: Pick<SessionArchive, 'get' | 'samples'>;
}

type Untold = Omit<RecordingHead, 'spans' | 'labelled' | 'words'>;

const withLabels = (head: Untold, spans: Spans): RecordingHead => ({
  ...head,
  spans: spans.length,
  labelled: durationMs(labelledTime(spans)),
  words: timeOfWords(spans),
});

/** Why a session has no timeline, in a sentence; null where it has. */
function refusalOf(id: string, session: SessionRecord | null): string | null {
  if (session === null) return `The session ${id} is not in this browser any more.`;
  const name = sessionName(session);
  if (session.mode === 'events_only') return `${name}: it was recorded without a camera.`;
  return session.endedAt === null ? `${name}: it is still being recorded; end it first.` : null;
}

async function headsOfSource(
  stores: RecordingStores,
  sort: SortPorts,
  source: LabSource,
): Promise<{ readonly heads: readonly Untold[]; readonly problems: readonly string[] }> {
  const heads: Untold[] = [];
  const problems: string[] = [];
  if (source.kind === 'sessions') {
    for (const id of source.sessionIds) {
      const session = await stores.archive.get(id);
      const refusal = refusalOf(id, session);
      if (refusal !== null) problems.push(refusal);
      if (refusal !== null || session === null) continue;
      const { startedAt, endedAt } = session;
      heads.push({
        recording: recordingKey({ kind: 'session', sessionId: id }),
        name: sessionName(session),
        source: source.name,
        kind: 'session',
        startedAt,
        length: endedAt === null ? null : elapsed(startedAt, endedAt),
      });
    }
    return { heads, problems };
  }
  const inputs = await sortContents(await stores.files.contents(source.id), sort);
  problems.push(...inputs.problems);
  for (const input of inputs.recordings) {
    if (input.kind === 'recording') {
      problems.push(`${input.name}: landmark recordings are labelled by a file, not here.`);
      continue;
    }
    const known = await lengthOfFile(input.content);
    heads.push({
      recording: recordingKey({ kind: 'file', sourceId: source.id, name: input.name }),
      name: input.name,
      source: source.name,
      kind: 'file',
      startedAt: known?.startedAt ?? null,
      length: known === null ? null : durationMs(known.lengthMs),
    });
  }
  return { heads, problems };
}

/** Recordings of the sources that are in use, and how much of each is labelled. */
export async function recordingList(
  stores: RecordingStores,
  sort: SortPorts,
): Promise<RecordingList> {
  const [sources, labels] = await Promise.all([stores.sources.list(), stores.labels.list()]);
  const spans = new Map(labels.items.map((track) => [track.recording, track.spans]));
  const recordings = new Map<string, RecordingHead>();
  const problems = [...sources.unreadable, ...labels.unreadable];
  for (const source of sources.items.filter(({ used }) => used)) {
    const found = await headsOfSource(stores, sort, source);
    problems.push(...found.problems);
    for (const head of found.heads) {
      recordings.set(head.recording, withLabels(head, spans.get(head.recording) ?? []));
    }
  }
  return { recordings: [...recordings.values()], problems };
}

/** The features file of that name, which may lie in a zip. */
async function contentOf(
  stores: RecordingStores,
  sort: SortPorts,
  sourceId: string,
  name: string,
): Promise<Content> {
  const contents = await stores.files.contents(sourceId);
  const own = contents.filter((content) => content.name === name);
  const zips = contents.filter(({ name: zip }) => name.startsWith(`${zip}/`));
  const { recordings } = await sortContents(own.length > 0 ? own : zips, sort);
  for (const input of recordings) {
    if (input.kind === 'features' && input.name === name) return input.content;
  }
  throw new RecordingRefused(`${name} is not among the recordings of its source.`);
}

/**
 * A recording by its key, read whole. Rejects with RecordingRefused or CsvError, in a sentence, or
 * as the stores do.
 */
export async function openRecording(
  stores: RecordingStores,
  sort: SortPorts,
  key: string,
): Promise<RecordingFrames> {
  const recording = recordingOf(key);
  if (recording === null) throw new RecordingRefused('There is no recording at this address.');
  if (recording.kind === 'file') {
    const { sourceId, name } = recording;
    return fileFrames(sourceId, await contentOf(stores, sort, sourceId, name));
  }
  const session = await stores.archive.get(recording.sessionId);
  const refusal = refusalOf(recording.sessionId, session);
  if (refusal !== null || session === null) throw new RecordingRefused(refusal ?? '');
  return sessionFrames(stores.archive, session);
}
