import type { LabelEntry } from './label-table.ts';

/** Labels by the names of recordings. */
export interface LabelBook {
  readonly size: number;
  /**
   * Of a recording at this path: its entry, by name or by as much of the path as is written. Throws
   * LabelsContradict where it was another recording's already.
   */
  find(path: string): LabelEntry | null;
  /** Files that nothing was found for. */
  unused(): readonly string[];
}

/** Two entries of one recording, or two recordings of one entry; the message is one sentence. */
export class LabelsContradict extends Error {
  override readonly name = 'LabelsContradict';
}

const ENDING = /\.(?:csv|avi|mp4|m4v|mkv|mov|webm|json)$/i;

const keyOf = (path: string): string =>
  path
    .replaceAll('\\', '/')
    .replace(/^(?:\.?\/)+/, '')
    .replace(ENDING, '');

const said = ({ person, facts }: LabelEntry): string => JSON.stringify([person, facts]);

/** Throws LabelsContradict where a recording is named twice and not the same is said of it. */
export function labelBook(entries: Iterable<LabelEntry>): LabelBook {
  const byKey = new Map<string, LabelEntry>();
  for (const entry of entries) {
    const key = keyOf(entry.file);
    const known = byKey.get(key);
    if (known !== undefined && said(known) !== said(entry)) {
      throw new LabelsContradict(
        `${entry.file} is labelled twice, and it is not known which label holds: leave one.`,
      );
    }
    if (known === undefined) byKey.set(key, entry);
  }
  const used = new Map<LabelEntry, string>();
  return {
    size: byKey.size,
    find(path) {
      const parts = keyOf(path).split('/');
      for (let from = 0; from < parts.length; from++) {
        const entry = byKey.get(parts.slice(from).join('/'));
        if (entry === undefined) continue;
        const other = used.get(entry) ?? path;
        if (other !== path) {
          throw new LabelsContradict(
            `${path}: the label of ${entry.file} is that of ${other} already; leave one of them, or write more of their paths into the labels.`,
          );
        }
        used.set(entry, path);
        return entry;
      }
      return null;
    },
    unused: () => [...byKey.values()].filter((entry) => !used.has(entry)).map(({ file }) => file),
  };
}
