/** What earlier runs into a folder have done, so that it is not done again. */
import * as v from 'valibot';
import type { Clip } from './clip-list.ts';

export const JOURNAL_FILE = 'heed-extract-journal.jsonl';
const FORMAT = 'heed-extract-journal';
const FORMAT_VERSION = 1;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Everything besides the clip itself that its table depends on. */
const SETTINGS = v.object({
  signal: v.string(),
  signalVersion: count,
  layout: v.string(),
  /** Of raw motion JPEG, which says nothing of time; null for others. */
  fps: v.nullable(v.number()),
});
export type ClipSettings = v.InferOutput<typeof SETTINGS>;

const ENTRY = v.object({
  clip: v.string(),
  settings: SETTINGS,
  source: v.object({ bytes: count, modifiedMs: v.number() }),
  /** Bytes of the table. */
  table: count,
  /** The folder of its landmark recording, from the folder of tables; null where none was made. */
  raw: v.nullable(v.string()),
  rows: count,
  faces: count,
  undecoded: count,
});
export type JournalEntry = v.InferOutput<typeof ENTRY>;

const HEAD = v.object({ format: v.literal(FORMAT), formatVersion: v.number() });

export const journalHead = (): string =>
  `${JSON.stringify({ format: FORMAT, formatVersion: FORMAT_VERSION })}\n`;
export const journalLine = (entry: JournalEntry): string => `${JSON.stringify(entry)}\n`;

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/**
 * The newest entry of each clip; null where `text` is no journal of this version. A line that
 * cannot be read, as a killed run leaves one, counts for nothing: its clip is made again.
 */
export function readJournal(text: string): ReadonlyMap<string, JournalEntry> | null {
  const [head = '', ...lines] = text.split('\n');
  const found = v.safeParse(HEAD, parsed(head));
  if (!found.success || found.output.formatVersion !== FORMAT_VERSION) return null;
  const entries = new Map<string, JournalEntry>();
  for (const line of lines) {
    const entry = v.safeParse(ENTRY, parsed(line));
    if (entry.success) entries.set(entry.output.clip, entry.output);
  }
  return entries;
}

/** What is there of a clip's outputs. */
export interface OutputsThere {
  /** Bytes of its table; null where there is none. */
  readonly table: number | null;
  /** Every file of its landmark recording is there. */
  readonly raw: boolean;
}

/** Why a clip has to be read. */
export type Need = 'new' | 'clip_changed' | 'settings_changed' | 'output_missing';

/** Why `clip` has to be read although `entry` stands in the journal; null where it has not. */
export function needOf(
  clip: Clip,
  settings: ClipSettings,
  raw: string | null,
  entry: JournalEntry | undefined,
  there: OutputsThere,
): Need | null {
  if (entry === undefined) return 'new';
  const { source } = entry;
  if (source.bytes !== clip.bytes || source.modifiedMs !== clip.modifiedMs) return 'clip_changed';
  const keys = ['signal', 'signalVersion', 'layout', 'fps'] as const;
  if (keys.some((key) => settings[key] !== entry.settings[key])) return 'settings_changed';
  if (there.table !== entry.table) return 'output_missing';
  return raw !== null && (raw !== entry.raw || !there.raw) ? 'output_missing' : null;
}
