import { type FileFacts, NO_FACTS } from '#core/dataset/file-facts.ts';
import { type CutWindow, labelling, type LabelledWindows } from '#core/dataset/labelled-windows.ts';
import { checkedSequence, type UsableSequence } from '#core/dataset/read-sequence.ts';
import type { LabelFacts } from '#core/dataset/label-rule.ts';
import { ENGAGEMENT_STATUSES, type EngagementStatus } from '#core/engagement/reading.ts';
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

export interface ReadSessionsOptions {
  readonly archive: Pick<SessionArchive, 'samples'>;
  readonly sessions: readonly SessionRecord[];
  readonly recipe: Recipe;
  readonly signal: ModelSignal;
  readonly sha256: (bytes: ArrayBuffer) => Promise<string>;
  /**
   * What is known of a session; `as_logged`, and where not given: of each sample the status that
   * was logged; null: nothing.
   */
  readonly factsOf?: ((session: SessionRecord) => FileFacts | 'as_logged' | null) | undefined;
  /** What a session is called in the source of its windows; its id where not given. */
  readonly keyOf?: ((session: SessionRecord) => string) | undefined;
  /** Reads what nothing is known of as well, and tells its windows. */
  readonly onUnlabelled?: ((window: CutWindow, session: SessionRecord) => void) | undefined;
  readonly abort?: AbortSignal | undefined;
}

export interface ReadSession extends LabelledWindows {
  readonly usable: UsableSequence;
  readonly person: string;
  /** A line for each stretch of samples: its hash and where it belongs. */
  readonly hashes: readonly string[];
}

/** What became of one session. */
export type SessionRead = { readonly session: SessionRecord } & (
  | { readonly kind: 'read'; readonly read: ReadSession }
  /** Nothing is known of it; it was read where its windows were asked for. */
  | { readonly kind: 'unlabelled'; readonly read: ReadSession | null }
  | { readonly kind: 'refused'; readonly sentence: string }
);

/** What windows need of each sample: a long session has a million of them. */
interface StoredSession {
  readonly inputs: readonly WindowInput[];
  readonly statuses: readonly EngagementStatus[];
  readonly hashes: readonly string[];
}

const inputOfSample = ({ at, observation }: StoredSample): WindowInput =>
  observation.kind === 'absent'
    ? observation
    : { kind: 'face', capturedAt: at, features: observation.features.slice() };

async function readStored(
  { archive, sha256, abort }: ReadSessionsOptions,
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

const NOTHING_KNOWN: FileFacts = { kind: 'spans', spans: [] };

async function readSession(
  options: ReadSessionsOptions,
  session: SessionRecord,
  known: FileFacts | 'as_logged',
): Promise<ReadSession> {
  const { recipe, signal, abort, onUnlabelled } = options;
  const { inputs, statuses, hashes } = await readStored(options, session);
  const usable = checkedSequence(session.id, inputs, {
    maxGap: durationMs(recipe.window.maxGapMs),
    absenceIsEvidence: signal.absentRow !== null,
  });
  const person = session.studentId === '' ? session.id : session.studentId;
  const steps = labelling({
    file: session.id,
    recording: options.keyOf?.(session) ?? session.id,
    usable,
    facts: known === 'as_logged' ? statusFacts(statuses) : known,
    person,
    recipe,
    signal,
    onUnlabelled:
      onUnlabelled &&
      ((window) => {
        onUnlabelled(window, session);
      }),
  });
  return { ...(await inTurns(steps, turns(abort))), usable, person, hashes };
}

/**
 * Reads one stored session after the other, in their order; one that cannot be used does not end
 * the reading. Rejects with the reason of `abort`, or where the store cannot be read.
 */
export async function* readSessions(options: ReadSessionsOptions): AsyncGenerator<SessionRead> {
  for (const session of options.sessions) {
    const refusal = refusalOf(session);
    if (refusal !== null) {
      yield { kind: 'refused', session, sentence: refusal };
      continue;
    }
    const known = options.factsOf === undefined ? 'as_logged' : options.factsOf(session);
    if (known === null && options.onUnlabelled === undefined) {
      yield { kind: 'unlabelled', session, read: null };
      continue;
    }
    try {
      const read = await readSession(options, session, known ?? NOTHING_KNOWN);
      yield { kind: known === null ? 'unlabelled' : 'read', session, read };
    } catch (cause) {
      if (!(cause instanceof SampleFormatError)) throw cause;
      const sentence = `${session.id}: it cannot be read (${cause.message}).`;
      yield { kind: 'refused', session, sentence };
    }
  }
}
