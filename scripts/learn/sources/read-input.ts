import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { CsvError } from '#core/csv/csv-error.ts';
import { readAbsences } from '#core/dataset/absence-log.ts';
import type { LoggedStatuses } from '#core/dataset/engagement-log.ts';
import type { FileFacts } from '#core/dataset/file-facts.ts';
import { spreadFrameLabels } from '#core/dataset/frame-labels.ts';
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
import { openRecording } from '../../extract/recording.ts';
import { type Content, fileContent, type ReadHashes } from './content.ts';
import type { Input } from './list-inputs.ts';
import { type Labels, sessionOf } from './read-labels.ts';

export interface InputContext {
  readonly recipe: Recipe;
  readonly signal: ModelSignal;
  readonly labels: Labels;
  readonly reading: LabelReading;
  readonly labelColumn: string | null;
  /** Of sequences without times. */
  readonly fps: number | undefined;
  readonly hashes: ReadHashes;
  /** Readings of sessions, which say why a face is missing. */
  readonly readings: readonly Content[];
}

/** `person` null: not known. A recording of several persons has one for every row. */
export type ReadInput = Omit<LabelledFile, 'person'> & {
  readonly person: string | readonly (string | null)[] | null;
};

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
  labels: Labels,
): FileFacts {
  if (ofFile !== null) return { kind: 'file', facts: ofFile };
  if (log === null) {
    return { kind: 'rows', facts: spreadFrameLabels(labels.frames ?? [], usable.report.rows) };
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
  const { labels, recipe, signal, hashes } = context;
  const entry = labels.book.find(name);
  const session = sessionOf(name);
  const log = session === null ? undefined : labels.sessions.get(session);
  if (entry === null && log === undefined && labels.frames === null) return null;
  if (entry?.facts === null) return null;
  const beside = context.readings.find(
    (other) => session !== null && sessionOf(other.name) === session,
  );
  const reasonAt = beside && (await readAbsences(beside.name, hashes.text(beside)));
  const checks = { ...checksOf(context), reasonAt };
  const usable = await readSequence(name, hashes.text(content), checks);
  const facts = factsOf(name, usable, entry?.facts ?? null, log ?? null, labels);
  const person = entry?.person ?? log?.person ?? null;
  return { file: name, usable, facts, person, recipe, signal };
}

/** A landmark recording; null where nothing is said of it. Throws CsvError and RecordingError. */
async function readRecording(
  base: string,
  name: string,
  context: InputContext,
): Promise<ReadInput | null> {
  const { labels, reading, labelColumn, recipe, signal, hashes } = context;
  const csv = createReadStream(`${base}.csv`, 'utf8') as AsyncIterable<string>;
  const own = await readRowLabels(`${name}.csv`, csv, reading, labelColumn);
  const entry = own === null ? labels.book.find(name) : null;
  if (own === null && (entry?.facts ?? null) === null) return null;
  const opened = await openRecording(base);
  const { kind, manifest } = opened.recording;
  const sampler = createFaceSampler({ kind, imageSizeKnown: manifest.image !== null });
  const samples: Observation[] = [];
  for await (const frame of opened.frames()) samples.push(keptObservation(sampler.sample(frame)));
  for (const path of opened.files) {
    const file = `${name}${basename(path).slice(basename(base).length)}`;
    await hashes.add(fileContent(path, file));
  }
  const checks = checksOf(context);
  const usable =
    kind === 'stills'
      ? checkedStills(name, samples, checks)
      : checkedSequence(name, samples, checks);
  if (own !== null) {
    const facts: FileFacts = { kind: 'rows', facts: own.facts };
    return { file: name, usable, facts, person: own.persons, recipe, signal };
  }
  if (entry?.facts === undefined || entry.facts === null) return null;
  const facts: FileFacts = { kind: 'file', facts: entry.facts };
  return { file: name, usable, facts, person: entry.person, recipe, signal };
}

/** `name`: as it is called in messages and windows. */
export const readInput = (
  input: Input,
  name: string,
  context: InputContext,
): Promise<ReadInput | null> =>
  input.kind === 'features'
    ? readFeaturesFile({ ...input.content, name }, name, context)
    : readRecording(input.base, name, context);
