import * as v from 'valibot';
import type { SplitFractions } from '../recipes/recipe.ts';
import type { LabelledWindow } from './labelled-window.ts';
import { named, refuseSharedGroups, SplitRefused } from './sided-window.ts';
import { personsOf, SPLIT_RULE, SIDES, type Side, type Split } from './split-by-person.ts';

const SPLIT_FORMAT = 'heed-split';
const SPLIT_FORMAT_VERSION = 1;

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const groups = v.pipe(v.array(v.pipe(v.string(), v.nonEmpty())), v.readonly());

const SPLIT_FILE = v.object({
  format: v.literal(SPLIT_FORMAT),
  formatVersion: v.literal(SPLIT_FORMAT_VERSION),
  /** What a name stands for: a video where it is not known who is in it. */
  by: v.picklist(['person', 'video']),
  origin: v.variant('kind', [
    v.object({
      kind: v.literal('drawn'),
      rule: v.string(),
      seed: v.pipe(v.number(), v.integer()),
      fractions: v.object({ train: share, validation: share, test: share }),
    }),
    /** The data set's own. */
    v.object({ kind: v.literal('official'), dataset: v.pipe(v.string(), v.nonEmpty()) }),
  ]),
  train: groups,
  validation: groups,
  test: groups,
});
const HEAD = v.object({ format: v.literal(SPLIT_FORMAT), formatVersion: v.number() });

/** Who is on which side, to be used again. */
export type SplitFile = v.InferOutput<typeof SPLIT_FILE>;

const namesOf = (groups: Iterable<string>): string[] => [...new Set(groups)].sort();

const written = (
  by: SplitFile['by'],
  origin: SplitFile['origin'],
  sides: Readonly<Record<Side, Iterable<string>>>,
): SplitFile => {
  refuseSharedGroups(sides);
  return {
    format: SPLIT_FORMAT,
    formatVersion: SPLIT_FORMAT_VERSION,
    by,
    origin,
    train: namesOf(sides.train),
    validation: namesOf(sides.validation),
    test: namesOf(sides.test),
  };
};

/** The file of a split that `splitByPerson` drew. */
export const drawnSplit = (
  by: SplitFile['by'],
  split: Split<LabelledWindow>,
  seed: number,
  fractions: SplitFractions,
): SplitFile =>
  written(
    by,
    { kind: 'drawn', rule: SPLIT_RULE, seed, fractions: { ...fractions } },
    {
      train: personsOf(split.train),
      validation: personsOf(split.validation),
      test: personsOf(split.test),
    },
  );

/** The file of a split that a data set came with. Throws SplitRefused `on_two_sides`. */
export const officialSplit = (
  by: SplitFile['by'],
  dataset: string,
  sides: Readonly<Record<Side, Iterable<string>>>,
): SplitFile => written(by, { kind: 'official', dataset }, sides);

/** How the sides came about, in a sentence. */
export const splitRuleWords = ({ origin }: SplitFile): string =>
  origin.kind === 'drawn' ? origin.rule : `The own split of ${origin.dataset}.`;

export const formatSplitFile = (split: SplitFile): string => `${JSON.stringify(split, null, 1)}\n`;

/** Throws SplitRefused: `not_a_split`, `newer_format`, `on_two_sides`. */
export function parseSplitFile(file: string, text: string): SplitFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new SplitRefused('not_a_split', `${file}: this is not valid JSON.`, { cause });
  }
  const head = v.safeParse(HEAD, json);
  if (head.success && head.output.formatVersion > SPLIT_FORMAT_VERSION) {
    throw new SplitRefused(
      'newer_format',
      `${file}: this split was written by a newer Heed (format ${head.output.formatVersion}, known is ${SPLIT_FORMAT_VERSION}); update, or split anew.`,
    );
  }
  const parsed = v.safeParse(SPLIT_FILE, json);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const key = v.getDotPath(issue) ?? 'the whole of it';
    const message = `${file}: this is not a split of Heed (${key}: ${issue.message}).`;
    throw new SplitRefused('not_a_split', message, { cause: parsed.issues });
  }
  refuseSharedGroups(parsed.output);
  return parsed.output;
}

/**
 * Splits windows as a file says. Persons of the file without a window do not matter. Throws
 * SplitRefused: `unknown_group` for somebody whom the file does not name, `empty_side`.
 */
export function splitAsFiled<Window extends LabelledWindow>(
  windows: readonly Window[],
  file: SplitFile,
): Split<Window> {
  refuseSharedGroups(file);
  const sideOf = new Map(SIDES.flatMap((side) => file[side].map((name) => [name, side] as const)));
  const strangers = [...personsOf(windows)].filter((name) => !sideOf.has(name)).sort();
  if (strangers.length > 0) {
    throw new SplitRefused(
      'unknown_group',
      `The split does not say on which side ${named(strangers)} should be; nothing was split. Add them to it, or split anew.`,
    );
  }
  const of = (side: Side) => windows.filter((window) => sideOf.get(window.person) === side);
  const split = { train: of('train'), validation: of('validation'), test: of('test') };
  const empty = SIDES.filter((side) => split[side].length === 0);
  if (empty.length > 0) {
    throw new SplitRefused(
      'empty_side',
      `The split leaves no window for ${empty.join(' and ')}; nothing was split. Add data of its people, or split anew.`,
    );
  }
  return split;
}
