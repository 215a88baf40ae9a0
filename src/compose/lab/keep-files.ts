import type { GivenFile, GivenFiles } from '#adapters/files/given-files.ts';
import { blobContent, type LabSourceDatabase } from '#adapters/idb/lab-source-store.ts';
import { StorageError } from '#adapters/idb/storage-error.ts';
import { csvKindOf } from '#core/dataset/csv-kind.ts';
import { named } from '#core/dataset/sided-window.ts';
import { kindsOf, leftOutSentence } from '#core/lab/given-kinds.ts';
import type { FilesSource } from '#core/lab/lab-source.ts';

/** So many are stored at once: what is stored stays if the next do not fit. */
const TOGETHER = 50;

export interface SortedGiven {
  readonly keep: readonly GivenFile[];
  readonly videos: readonly GivenFile[];
  /** Of what is left out, a sentence each. */
  readonly notes: readonly string[];
}

export interface KeepProgress {
  readonly tell: (done: number, all: number, what: string) => void;
  readonly abort: AbortSignal;
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** Why a CSV cannot be of use; null where it can. */
async function faultOfTable({ file, path }: GivenFile): Promise<string | null> {
  try {
    const kind = await csvKindOf(path, blobContent(path, file).text());
    if (kind === null) return `${path} is empty.`;
    return kind === 'other'
      ? `${path} has a header that is not known here: features, labels and logs are described under Formats.`
      : null;
  } catch (error) {
    return `${path} could not be read (${messageOf(error)}).`;
  }
}

/** Sorts what came together into what is kept, videos, and what is left out. */
export async function sortGiven(
  { files, unreadable }: GivenFiles,
  { tell, abort }: KeepProgress,
): Promise<SortedGiven> {
  const kinds = kindsOf(files.map(({ path }) => path));
  const keep: GivenFile[] = [];
  const videos: GivenFile[] = [];
  const others: string[] = [];
  const faults: string[] = [];
  for (const [index, given] of files.entries()) {
    abort.throwIfAborted();
    const kind = kinds[index];
    if (kind === 'video') videos.push(given);
    else if (kind === 'other') others.push(given.path);
    else {
      const fault = kind === 'table' ? await faultOfTable(given) : null;
      if (fault === null) keep.push(given);
      else faults.push(fault);
      tell(index + 1, files.length, given.path);
    }
  }
  const left = leftOutSentence(others);
  return { keep, videos, notes: [...unreadable, ...faults, ...(left === null ? [] : [left])] };
}

export interface Kept {
  readonly count: number;
  readonly notes: readonly string[];
}

/**
 * Keeps files as a source, some at a time. What is kept stays, whatever happens to the rest, and
 * the notes say what did. Rejects with StorageError where not even the first could be kept.
 */
export async function keepFiles(
  store: LabSourceDatabase,
  source: FilesSource,
  files: readonly GivenFile[],
  { tell, abort }: KeepProgress,
): Promise<Kept> {
  const rowOf = ({ file, path }: GivenFile) => ({
    sourceId: source.id,
    name: path,
    content: file,
  });
  const lost: string[] = [];
  let count = 0;
  const store1 = async (some: readonly GivenFile[]): Promise<void> => {
    if (count === 0) await store.add(source, some.map(rowOf));
    else await store.addFiles(some.map(rowOf));
    count += some.length;
  };
  const isFull = (error: unknown): boolean =>
    error instanceof StorageError && error.fault !== 'storage_failed';
  for (let start = 0; start < files.length; start += TOGETHER) {
    const some = files.slice(start, start + TOGETHER);
    if (abort.aborted) break;
    try {
      await store1(some);
    } catch (error) {
      if (isFull(error)) {
        if (count === 0) throw error;
        const sentence = `${messageOf(error)} Of ${source.name}, ${count} of ${files.length} files were kept.`;
        return { count, notes: [sentence] };
      }
      // One that cannot be read spoils those beside it: each for itself.
      for (const one of some) {
        await store1([one]).catch((cause: unknown) => {
          if (isFull(cause)) throw cause;
          lost.push(one.path);
        });
      }
    }
    tell(Math.min(start + TOGETHER, files.length), files.length, source.name);
  }
  const notes: string[] = [];
  if (lost.length > 0) {
    notes.push(`Not kept, for the browser could not read or store them: ${named(lost)}.`);
  }
  if (abort.aborted)
    notes.push(`Stopped: of ${source.name}, ${count} of ${files.length} files were kept.`);
  return { count, notes };
}
