import * as v from 'valibot';
import type { SplitFile } from './split-file.ts';
import { named, SplitRefused } from './sided-window.ts';

const FOLDS_FORMAT = 'heed-folds';
const FOLDS_FORMAT_VERSION = 1;

const text = v.pipe(v.string(), v.nonEmpty());
const list = <Schema extends v.GenericSchema>(item: Schema) =>
  v.pipe(v.array(item), v.minLength(1), v.readonly());

const FOLD_FILE = v.object({
  format: v.literal(FOLDS_FORMAT),
  formatVersion: v.literal(FOLDS_FORMAT_VERSION),
  /** What a name stands for. */
  by: v.picklist(['person', 'video']),
  rule: text,
  seed: v.pipe(v.number(), v.integer()),
  /** Whom each fold held out. */
  folds: list(v.object({ name: text, persons: list(text) })),
});
const HEAD = v.object({ format: v.literal(FOLDS_FORMAT), formatVersion: v.number() });

/** Who was held out together, of a model whose weights learnt from all of them. */
export type FoldFile = v.InferOutput<typeof FOLD_FILE>;

const FOLD_RULE =
  'By person: everybody is held out once, in folds with labels as even as whole persons allow.';

function refuseTwice(file: string, folds: FoldFile['folds']): void {
  const seen = new Set<string>();
  const twice = folds.flatMap(({ persons }) =>
    persons.filter((person) => {
      const known = seen.has(person);
      seen.add(person);
      return known;
    }),
  );
  if (twice.length === 0) return;
  throw new SplitRefused(
    'on_two_sides',
    `${file}: ${named(twice)} would be held out twice; each belongs to one fold alone.`,
  );
}

export const foldFile = (
  by: SplitFile['by'],
  seed: number,
  folds: FoldFile['folds'],
): FoldFile => ({
  format: FOLDS_FORMAT,
  formatVersion: FOLDS_FORMAT_VERSION,
  by,
  rule: FOLD_RULE,
  seed,
  folds: folds.map(({ name, persons }) => ({ name, persons })),
});

export const formatFoldFile = (folds: FoldFile): string => `${JSON.stringify(folds, null, 1)}\n`;

/** Whom weights learnt from, and who chose when training stopped. */
export type LearntFrom = Pick<SplitFile, 'by' | 'train' | 'validation'>;

/** The weights that are kept learnt from everybody. */
export const learntInFolds = ({ by, folds }: FoldFile): LearntFrom => ({
  by,
  train: folds.flatMap(({ persons }) => persons),
  validation: [],
});

/** Whether a split's file has folds, by its first words; it may be damaged all the same. */
export const isFoldFile = (text: string): boolean =>
  /^\s*\{\s*"format"\s*:\s*"heed-folds"/.test(text);

/** Throws SplitRefused: `not_a_split`, `newer_format`, `on_two_sides`. */
export function parseFoldFile(file: string, content: string): FoldFile {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (cause) {
    throw new SplitRefused('not_a_split', `${file}: this is not valid JSON.`, { cause });
  }
  const head = v.safeParse(HEAD, json);
  if (head.success && head.output.formatVersion > FOLDS_FORMAT_VERSION) {
    throw new SplitRefused(
      'newer_format',
      `${file}: these folds were written by a newer Heed (format ${head.output.formatVersion}, known is ${FOLDS_FORMAT_VERSION}); update, or train anew.`,
    );
  }
  const parsed = v.safeParse(FOLD_FILE, json);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const key = v.getDotPath(issue) ?? 'the whole of it';
    throw new SplitRefused(
      'not_a_split',
      `${file}: these are no folds of Heed (${key}: ${issue.message}).`,
      {
        cause: parsed.issues,
      },
    );
  }
  refuseTwice(file, parsed.output.folds);
  return parsed.output;
}
