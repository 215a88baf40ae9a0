import { CsvError } from '#core/csv/csv-error.ts';
import { readAbsences } from '#core/dataset/absence-log.ts';
import type { Content } from '#core/dataset/content.ts';
import type { LoggedStatuses } from '#core/dataset/engagement-log.ts';
import type { FactsSpan, FileFacts } from '#core/dataset/file-facts.ts';
import { type FrameLabel, spreadFrameLabels } from '#core/dataset/frame-labels.ts';
import type { LabelReading } from '#core/dataset/label-facts.ts';
import type { LabelFacts } from '#core/dataset/label-rule.ts';
import type { LabelledFile } from '#core/dataset/labelled-windows.ts';
import {
  checkedSequence,
  checkedStills,
  readSequence,
  type UsableSequence,
  type UsableStills,
} from '#core/dataset/read-sequence.ts';
import { readRowLabels } from '#core/dataset/row-labels.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import { keptObservation, type Observation } from '#core/signals/face-sample.ts';
import { createFaceSampler } from '#core/signals/face-sampler.ts';
import type { ModelSignal } from '#core/signals/model-signals.ts';
import { durationMs, elapsed, timestampMs } from '#core/units.ts';
import { openRecordingContents } from './open-recording.ts';
import { type Labels, sessionOf } from './read-labels.ts';
import type { ReadHashes } from './read-hashes.ts';
import type { Input } from './sort-contents.ts';

export interface InputContext {
  readonly recipe: Recipe;
  readonly signal: ModelSignal;
  readonly labels: Omit<Labels, 'official'>;
  readonly reading: LabelReading;
  readonly labelColumn: string | null;
  /** Of sequences without times. */
  readonly fps: number | undefined;
  /** Where given, what was read is put in. */
  readonly hashes: ReadHashes | null;
  /** Readings of sessions, which say why a face is missing. */
  readonly readings: readonly Content[];
  /** What somebody said of this recording, which holds whatever files say; else null. */
  readonly spans: readonly FactsSpan[] | null;
  /** Whether a recording of which nothing is said is read all the same. */
  readonly unlabelledToo: boolean;
}

/** `person` null: not known. A recording of several persons has one for every row. */
export type ReadInput = Omit<LabelledFile, 'person'> & {
  readonly person: string | readonly (string | null)[] | null;
  /** Whether anything is said of it. */
  readonly labelled: boolean;
};

const NOTHING_SAID: FileFacts = { kind: 'spans', spans: [] };

const checksOf = ({ recipe, signal, fps }: InputContext) => ({
  maxGap: durationMs(recipe.window.maxGapMs),
  absenceIsEvidence: signal.absentRow !== null,
  fps,
});

function factsOf(
  file: string,
  usable: UsableSequence | UsableStills,
  ofFile: LabelFacts | null,
  log: LoggedStatuses | null,
  frames: readonly FrameLabel[] | null,
): FileFacts | null {
  if (ofFile !== null) return { kind: 'file', facts: ofFile };
  if (log === null) {
    if (frames === null) return null;
    return { kind: 'rows', facts: spreadFrameLabels(frames, usable.report.rows) };
  }
  const startedAt = usable.kind === 'sequence' ? usable.startedAt : null;
  if (startedAt === null) {
    const sentence =
      'its times are not those of a clock, so an engagement log cannot be laid beside it: take the features CSV of the same export.';
    throw new CsvError('bad_timestamp', { file, line: null, column: 'timestamp' }, sentence);
  }
  // The file's own timeline begins with its first row.
  const moments = log.moments.map(({ at, facts }) => ({
    at: timestampMs(elapsed(startedAt, at)),
    facts,
  }));
  return { kind: 'moments', moments };
}

/** A features file; null where nothing is said of it. Throws CsvError. */
async function readFeaturesFile(
  content: Content,
  name: string,
  context: InputContext,
): Promise<ReadInput | null> {
  const { labels, recipe, signal, hashes, spans } = context;
  const entry = labels.book.find(name);
  const session = sessionOf(name);
  const log = (session === null ? undefined : labels.sessions.get(session)) ?? null;
  const saidNothing =
    entry === null ? log === null && labels.frames === null : entry.facts === null;
  const isLabelled = spans !== null || !saidNothing;
  if (!isLabelled && !context.unlabelledToo) return null;
  const beside = context.readings.find(
    (other) => session !== null && sessionOf(other.name) === session,
  );
  const reasonAt = beside && (await readAbsences(beside.name, beside.text()));
  const checks = { ...checksOf(context), reasonAt };
  const usable = await readSequence(name, content.text(), checks);
  const said = (): FileFacts =>
    (saidNothing ? null : factsOf(name, usable, entry?.facts ?? null, log, labels.frames)) ??
    NOTHING_SAID;
  const facts = spans === null ? said() : ({ kind: 'spans', spans } as const);
  if (beside !== undefined) await hashes?.add(beside);
  await hashes?.add({ ...content, name });
  const person = entry?.person ?? log?.person ?? null;
  return { file: name, usable, facts, person, recipe, signal, labelled: isLabelled };
}

/** A landmark recording; null where nothing is said of it. Throws CsvError and RecordingError. */
async function readRecording(
  { contents }: Extract<Input, { kind: 'recording' }>,
  name: string,
  context: InputContext,
): Promise<ReadInput | null> {
  const { labels, reading, labelColumn, recipe, signal, hashes, spans } = context;
  const csv = contents.get('.csv');
  const own =
    csv === undefined ? null : await readRowLabels(`${name}.csv`, csv.text(), reading, labelColumn);
  const entry = own === null ? labels.book.find(name) : null;
  const ofFile = entry?.facts ?? null;
  const ownFacts: FileFacts | null = own === null ? null : { kind: 'rows', facts: own.facts };
  const said: FileFacts | null =
    ownFacts ?? (ofFile === null ? null : { kind: 'file', facts: ofFile });
  const isLabelled = spans !== null || said !== null;
  if (!isLabelled && !context.unlabelledToo) return null;
  const opened = await openRecordingContents(name, contents);
  const { kind, manifest } = opened.recording;
  const sampler = createFaceSampler({ kind, imageSizeKnown: manifest.image !== null });
  const samples: Observation[] = [];
  for await (const frame of opened.frames()) samples.push(keptObservation(sampler.sample(frame)));
  for (const [ending, content] of contents) {
    await hashes?.add({ ...content, name: `${name}${ending}` });
  }
  const checks = checksOf(context);
  const usable =
    kind === 'stills'
      ? checkedStills(name, samples, checks)
      : checkedSequence(name, samples, checks);
  const facts = spans === null ? (said ?? NOTHING_SAID) : ({ kind: 'spans', spans } as const);
  const person = own?.persons ?? entry?.person ?? null;
  return { file: name, usable, facts, person, recipe, signal, labelled: isLabelled };
}

/** `name`: as it is called in messages and, by them alone, in windows. */
export const readInput = (
  input: Input,
  name: string,
  context: InputContext,
): Promise<ReadInput | null> =>
  input.kind === 'features'
    ? readFeaturesFile(input.content, name, context)
    : readRecording(input, name, context);
