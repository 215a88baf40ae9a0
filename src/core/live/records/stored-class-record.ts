import * as v from 'valibot';
import { ENGAGEMENT_STATUSES } from '../../engagement/reading.ts';
import { LEARNING_STATES } from '../../models/prediction.ts';
import { StoredFormatError } from '../../sessions/stored-records.ts';
import { DROP_REASONS } from '../messages/class-message.ts';
import { CLASS_RECORD_VERSION, type ClassRecord, type ClassRecordHead } from './class-record.ts';

const finite = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const share = v.pipe(finite, v.minValue(0), v.maxValue(1));
const seconds = v.pipe(finite, v.minValue(0));
const percentage = v.pipe(finite, v.minValue(0), v.maxValue(100));
const list = <Schema extends v.GenericSchema>(item: Schema) => v.pipe(v.array(item), v.readonly());

const shown = <Schema extends v.GenericSchema>(figure: Schema) =>
  v.variant('kind', [
    v.object({
      kind: v.literal('shown'),
      students: v.pipe(v.number(), v.integer(), v.minValue(1)),
      figure,
    }),
    v.object({ kind: v.literal('too_few') }),
    v.object({ kind: v.literal('held_back') }),
  ]);
const mean = <Schema extends v.GenericSchema>(of: Schema) =>
  v.object({ mean: of, standardDeviation: v.pipe(finite, v.minValue(0)) });

const SHARES = v.object(v.entriesFromList(ENGAGEMENT_STATUSES, share));
const FIGURES = v.object({
  score: shown(mean(percentage)),
  statuses: shown(SHARES),
  paused: shown(share),
  states: v.object(v.entriesFromList(LEARNING_STATES, shown(mean(share)))),
});

const rising = (items: readonly { readonly index: number }[]): boolean =>
  items.every(({ index }, at) => at === 0 || index > (items[at - 1]?.index ?? index));
const cells = <Schema extends v.GenericSchema<unknown, { readonly index: number }>>(cell: Schema) =>
  v.pipe(list(cell), v.check(rising, 'cells are not in their order'));

const CELL = v.object({ index: count, ...FIGURES.entries });
const NAMED_CELL = v.object({
  index: count,
  score: v.nullable(percentage),
  statuses: v.nullable(SHARES),
  pausedShare: v.nullable(share),
  states: v.nullable(
    v.pipe(v.array(v.nullable(share)), v.length(LEARNING_STATES.length), v.readonly()),
  ),
});

const HEAD = v.object({
  id: v.pipe(v.string(), v.nonEmpty()),
  formatVersion: v.literal(CLASS_RECORD_VERSION),
  courseId: v.pipe(v.string(), v.nonEmpty()),
  lectureId: v.pipe(v.string(), v.nonEmpty()),
  startedAt: finite,
  updatedAt: finite,
  endedAt: v.nullable(finite),
  minimumGroup: v.pipe(v.number(), v.integer(), v.minValue(1)),
  overall: FIGURES,
});

const RECORD = v.object({
  ...HEAD.entries,
  lecture: cells(CELL),
  wall: cells(CELL),
  moments: list(
    v.object({
      kind: v.picklist(['attention_fell', 'confusion_rose', 'many_paused']),
      from: seconds,
      to: v.nullable(seconds),
      before: finite,
      worst: finite,
      students: count,
    }),
  ),
  named: list(
    v.object({
      key: v.string(),
      name: v.pipe(v.string(), v.nonEmpty()),
      cells: cells(NAMED_CELL),
    }),
  ),
  messages: count,
  // A reason that was not known yet has dropped nothing.
  dropped: v.object(v.entriesFromList(DROP_REASONS, v.optional(count, 0))),
});

const VERSIONED = v.object({ formatVersion: v.pipe(count, v.minValue(1)) });

function parsed<Output>(schema: v.GenericSchema<unknown, Output>, value: unknown): Output {
  const versioned = v.safeParse(VERSIONED, value);
  if (versioned.success && versioned.output.formatVersion > CLASS_RECORD_VERSION) {
    throw new StoredFormatError(
      `A record of a class was written by a newer version of Heed (format ${versioned.output.formatVersion}; ` +
        `this one reads up to ${CLASS_RECORD_VERSION}). It was left as it is: reload the page to get the newer version.`,
    );
  }
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const where = v.getDotPath(issue) ?? 'the whole of it';
  throw new StoredFormatError(
    `A record of a class is damaged (${where}: ${issue.message}); it was left as it is.`,
    { cause: result.issues },
  );
}

/** A kept record; what the format does not know is left out. Throws StoredFormatError. */
export const parseClassRecord = (value: unknown): ClassRecord =>
  parsed(RECORD, value) as ClassRecord;

/** What lists show of a kept record, its cells unread. Throws StoredFormatError. */
export const parseClassRecordHead = (value: unknown): ClassRecordHead =>
  parsed(HEAD, value) as ClassRecordHead;
