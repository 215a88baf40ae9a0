import * as v from 'valibot';
import { EVENT_TYPES, SESSION_FORMAT_VERSION } from './records.ts';
import type { KeptFrame, SampleChunk, SessionEvent, SessionRecord } from './records.ts';
import { inPresentColumns } from './sample-layout.ts';

/** A stored record that cannot be read; it was left as it is. */
export class StoredFormatError extends Error {
  override readonly name = 'StoredFormatError';
}

const finite = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const SESSION = v.object({
  id: v.pipe(v.string(), v.nonEmpty()),
  formatVersion: v.literal(SESSION_FORMAT_VERSION),
  studentId: v.string(),
  lectureId: v.string(),
  courseId: v.string(),
  signal: v.object({ name: v.string(), version: count }),
  mode: v.picklist(['attention', 'learning_states', 'events_only']),
  startedAt: finite,
  endedAt: v.nullable(finite),
  end: v.nullable(v.picklist(['stopped', 'lecture_ended', 'page_closed', 'recovered'])),
  sampleCount: count,
  eventCount: count,
  meanScore: v.nullable(finite),
  reliabilityWeight: v.nullable(finite),
  modelId: v.nullable(v.string()),
  attentionModelId: v.nullable(v.string()),
});

const CHUNK = v.pipe(
  v.object({
    sessionId: v.string(),
    sequence: count,
    startedAt: finite,
    rowCount: count,
    meanScore: v.nullable(finite),
    /** Not there in format 1. */
    reliabilityWeight: v.optional(v.nullable(finite), null),
    rows: v.instance(Float32Array),
  }),
  v.rawTransform(({ dataset: { value }, addIssue, NEVER }) => {
    const rows = inPresentColumns(value.rows, value.rowCount);
    if (rows !== null) return { ...value, rows };
    addIssue({ message: 'rows are not rowCount times the columns of a sample' });
    return NEVER;
  }),
);

/** Format 1 knew fewer types. */
const EVENT = v.object({
  sessionId: v.string(),
  sequence: count,
  at: finite,
  lectureTime: v.nullable(finite),
  type: v.picklist(EVENT_TYPES),
  data: v.record(v.string(), v.union([v.string(), finite, v.boolean(), v.null()])),
});

const FRAME = v.object({
  sessionId: v.string(),
  at: finite,
  name: v.string(),
  jpeg: v.instance(Uint8Array),
});

/**
 * How a session of each older format becomes the next one: the entry at index 0 makes format 2 of
 * format 1. Entries are added, never changed.
 */
const SESSION_STEPS: readonly ((session: object) => object)[] = [
  (session) => ({ ...session, formatVersion: 2, reliabilityWeight: null }),
  (session) => ({ ...session, formatVersion: 3, attentionModelId: null }),
];

const VERSIONED = v.object({ id: v.string(), formatVersion: v.pipe(count, v.minValue(1)) });

function parsed<Output>(
  what: string,
  schema: v.GenericSchema<unknown, Output>,
  value: unknown,
): Output {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const where = v.getDotPath(issue) ?? 'the whole of it';
  const sentence = `A stored ${what} is damaged (${where}: ${issue.message}); it was left as it is.`;
  throw new StoredFormatError(sentence, { cause: result.issues });
}

/** A stored session of any format so far, as the present one. Throws StoredFormatError. */
export function parseSessionRecord(value: unknown): SessionRecord {
  const { id, formatVersion } = parsed('session', VERSIONED, value);
  if (formatVersion > SESSION_FORMAT_VERSION) {
    throw new StoredFormatError(
      `Session ${id} was written by a newer version of Heed (format ${formatVersion}; this one ` +
        `reads up to ${SESSION_FORMAT_VERSION}). It was left as it is: reload the page to get the newer version.`,
    );
  }
  const migrated = SESSION_STEPS.slice(formatVersion - 1).reduce(
    (session, step) => step(session),
    value as object,
  );
  return parsed('session', SESSION, migrated) as SessionRecord;
}

/** Of any format so far, as the present one. Throw StoredFormatError for anything else. */
export const parseSampleChunk = (value: unknown): SampleChunk =>
  parsed('stretch of samples', CHUNK, value) as SampleChunk;
export const parseSessionEvent = (value: unknown): SessionEvent =>
  parsed('event', EVENT, value) as SessionEvent;
export const parseKeptFrame = (value: unknown): KeptFrame =>
  parsed('picture', FRAME, value) as KeptFrame;
