import { datasetReport, type DatasetReport } from '#core/dataset/dataset-report.ts';
import { type FileFacts, NO_FACTS } from '#core/dataset/file-facts.ts';
import { labelling, type LabelledWindows } from '#core/dataset/labelled-windows.ts';
import { checkedSequence } from '#core/dataset/read-sequence.ts';
import type { LabelFacts } from '#core/dataset/label-rule.ts';
import type { SourcedWindow } from '#core/dataset/sided-window.ts';
import { personsOf } from '#core/dataset/split-by-person.ts';
import type { SplitFile } from '#core/dataset/split-file.ts';
import { ENGAGEMENT_STATUSES, type EngagementStatus } from '#core/engagement/reading.ts';
import type { DataSource } from '#core/models/bundle-manifest.ts';
import type { SessionArchive } from '#core/ports.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import { decodeSamples, SampleFormatError } from '#core/sessions/decode-sample.ts';
import type { SessionRecord } from '#core/sessions/records.ts';
import type { StoredSample } from '#core/sessions/stored-sample.ts';
import { FACE_SIGNAL } from '#core/signals/face-signal.ts';
import type { ModelSignal } from '#core/signals/model-signals.ts';
import { durationMs } from '#core/units.ts';
import type { WindowInput } from '#core/windows/sliding-window.ts';
import { inTurns, turns } from './in-turns.ts';

export interface SessionWindowsOptions {
  readonly archive: Pick<SessionArchive, 'samples'>;
  readonly sessions: readonly SessionRecord[];
  readonly recipe: Recipe;
  readonly signal: ModelSignal;
  readonly sha256: (bytes: ArrayBuffer) => Promise<string>;
  /** What is known of a session; of each sample the status that was logged where not given. */
  readonly factsOf?: ((session: SessionRecord) => FileFacts | null) | undefined;
  readonly abort?: AbortSignal | undefined;
}

/** As what `readDataset` gives of files. */
export interface SessionWindows {
  readonly windows: readonly SourcedWindow[];
  readonly sources: readonly DataSource[];
  readonly report: DatasetReport;
  readonly by: SplitFile['by'];
}

/** What windows need of each sample: a long session has a million of them. */
interface StoredSession {
  readonly inputs: readonly WindowInput[];
  readonly statuses: readonly EngagementStatus[];
  /** A line for each chunk: its hash and where it belongs. */
  readonly hashes: readonly string[];
}

const inputOfSample = ({ at, observation }: StoredSample): WindowInput =>
  observation.kind === 'absent'
    ? observation
    : { kind: 'face', capturedAt: at, features: observation.features.slice() };

async function readStored(
  { archive, sha256, abort }: SessionWindowsOptions,
  { id }: SessionRecord,
): Promise<StoredSession> {
  const inputs: WindowInput[] = [];
  const statuses: EngagementStatus[] = [];
  const hashes: string[] = [];
  for await (const chunk of archive.samples(id)) {
    abort?.throwIfAborted();
    for (const sample of decodeSamples(chunk)) {
      inputs.push(inputOfSample(sample));
      statuses.push(sample.engagement.status);
    }
    hashes.push(`${await sha256(chunk.rows.slice().buffer)}  ${id}/${chunk.sequence}\n`);
  }
  return { inputs, statuses, hashes };
}

function refusalOf({ id, mode, endedAt, signal }: SessionRecord): string | null {
  if (mode === 'events_only') return `${id}: it was recorded without a camera.`;
  if (endedAt === null) return `${id}: it is still being recorded; end it first.`;
  if (signal.name === FACE_SIGNAL.name && signal.version === FACE_SIGNAL.version) return null;
  return `${id}: it was recorded with the signal ${signal.name} ${signal.version}, and ${FACE_SIGNAL.name} ${FACE_SIGNAL.version} is read today; their features do not mean the same.`;
}

/** One object for each status: a long session names it a million times. */
function statusFacts(statuses: readonly EngagementStatus[]): FileFacts {
  const facts = new Map<EngagementStatus, LabelFacts>(
    ENGAGEMENT_STATUSES.map((status) => [status, { ...NO_FACTS, status }]),
  );
  return { kind: 'rows', facts: statuses.map((status) => facts.get(status) ?? null) };
}

function windowsOf(
  options: SessionWindowsOptions,
  session: SessionRecord,
  inputs: readonly WindowInput[],
  facts: FileFacts,
): Promise<LabelledWindows> {
  const { recipe, signal, abort } = options;
  const usable = checkedSequence(session.id, inputs, {
    maxGap: durationMs(recipe.window.maxGapMs),
    absenceIsEvidence: signal.absentRow !== null,
  });
  const person = session.studentId === '' ? session.id : session.studentId;
  const steps = labelling({ file: session.id, usable, facts, person, recipe, signal });
  return inTurns(steps, turns(abort));
}

const SOURCE_NAME = 'sessions stored in this browser';
const SOURCE_LICENCE = "the students' own recordings";

/**
 * Windows of stored sessions, by their students: the same as of the files that they are exported
 * to. A session that cannot be used is in the report with the reason. Rejects with the reason of
 * `abort`, or where the store cannot be read.
 */
export async function sessionWindows(options: SessionWindowsOptions): Promise<SessionWindows> {
  const { recipe, sha256, sessions } = options;
  const made: LabelledWindows[] = [];
  const problems: string[] = [];
  const unlabelled: string[] = [];
  const hashes: string[] = [];
  const used: SessionRecord[] = [];
  for (const session of sessions) {
    const refusal = refusalOf(session);
    if (refusal !== null) {
      problems.push(refusal);
      continue;
    }
    try {
      const stored = await readStored(options, session);
      const facts =
        options.factsOf === undefined ? statusFacts(stored.statuses) : options.factsOf(session);
      if (facts === null) {
        unlabelled.push(session.id);
        continue;
      }
      made.push(await windowsOf(options, session, stored.inputs, facts));
      hashes.push(...stored.hashes);
      used.push(session);
    } catch (cause) {
      if (!(cause instanceof SampleFormatError)) throw cause;
      problems.push(`${session.id}: it cannot be read (${cause.message}).`);
    }
  }
  const windows = made.flatMap((one) => one.windows);
  const files = made.map(({ report }) => report);
  const by = used.every(({ studentId }) => studentId !== '') ? 'person' : 'video';
  const report = datasetReport(
    { files, problems, unlabelled, withoutRecording: [], by },
    windows,
    recipe.labels,
  );
  const source: DataSource = {
    name: SOURCE_NAME,
    licence: SOURCE_LICENCE,
    kind: 'sequences',
    sha256: await sha256(new TextEncoder().encode(hashes.sort().join('')).buffer),
    rows: report.totals.rows,
    windows: windows.length,
    persons: personsOf(windows).size,
  };
  return { windows, sources: files.length === 0 ? [] : [source], report, by };
}
