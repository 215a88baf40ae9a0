import type { TableRow } from '../csv/table.ts';
import { shown } from '../csv/row-reader.ts';
import { ENGAGEMENT_STATUSES, type EngagementStatus } from '../engagement/reading.ts';
import { LEARNING_STATES, type LearningState } from '../models/prediction.ts';
import type { StateLevels } from './dominant-state.ts';
import { NO_FACTS } from './file-facts.ts';
import { type LabelFacts, type LabelRule, LEVELS } from './label-rule.ts';

/** What words of a data set stand for, such as `{ '1': 'not_engaged' }`; others stand for themselves. */
export type LabelWords = Readonly<Record<string, string>>;

/** What a word stands for; itself where nothing is said of it, `constructor` too. */
export const meaningOf = (word: string, words: LabelWords): string =>
  (Object.hasOwn(words, word) ? words[word] : undefined) ?? word;

/** How a label is said. */
export interface LabelReading {
  readonly rule: LabelRule;
  readonly words: LabelWords;
}

/** Columns of the four levels in the formats of this project. */
const LEVEL_COLUMNS: Readonly<Record<LearningState, string>> = {
  boredom: 'boredom',
  engagement: 'engagement',
  confusion: 'confusion',
  frustration: 'frustration',
};

export const needsLevels = ({ kind }: LabelRule): boolean =>
  kind !== 'classes' && kind !== 'status';

/** The levels of a row. Throws CsvError `out_of_range` and those of `number`. */
export function readLevels(
  row: TableRow,
  columns: Readonly<Record<LearningState, string>>,
): StateLevels {
  const level = (state: LearningState): number => {
    const value = row.number(columns[state]);
    if (!LEVELS.some((known) => known === value)) {
      throw row.fail('out_of_range', columns[state], `${value} is no level: 0, 1, 2 or 3.`);
    }
    return value;
  };
  return {
    boredom: level('boredom'),
    engagement: level('engagement'),
    confusion: level('confusion'),
    frustration: level('frustration'),
  };
}

/** Of the original system, whose log has one step more; `no_face` is what is `not_detected` here. */
const OTHER_STATUSES: Readonly<Record<string, EngagementStatus>> = {
  highly_engaged: 'engaged',
  no_face: 'not_detected',
};

/** The status in a cell; null for an empty one. Throws CsvError `bad_name` for any other word. */
export function readStatus(row: TableRow, column: string, words: LabelWords): LabelFacts | null {
  const cell = row.text(column);
  if (cell === '') return null;
  const word = meaningOf(cell, words);
  const status = ENGAGEMENT_STATUSES.find((known) => known === word) ?? OTHER_STATUSES[word];
  if (status !== undefined) return { ...NO_FACTS, status };
  const sentence = `${shown(cell)} is no status: ${ENGAGEMENT_STATUSES.join(', ')}.`;
  throw row.fail('bad_name', column, sentence);
}

/** What one word says, by the rule; null for an empty cell. Throws CsvError. */
export function readWord(
  row: TableRow,
  column: string,
  { rule, words }: LabelReading,
): LabelFacts | null {
  if (rule.kind === 'status') return readStatus(row, column, words);
  if (needsLevels(rule)) {
    const sentence = `the recipe makes its labels of the levels of four states, and this is one word: give the columns ${LEARNING_STATES.join(', ')} with levels 0 to 3, or take a recipe with classes.`;
    throw row.fail('missing_columns', column, sentence);
  }
  const cell = row.text(column);
  return cell === '' ? null : { ...NO_FACTS, className: meaningOf(cell, words) };
}

/** The levels in a row's four columns; null where all four are empty. Throws CsvError. */
export function readLevelFacts(row: TableRow): LabelFacts | null {
  if (LEARNING_STATES.every((state) => row.text(LEVEL_COLUMNS[state]) === '')) return null;
  return { ...NO_FACTS, levels: readLevels(row, LEVEL_COLUMNS) };
}

export const hasLevels = (row: TableRow): boolean =>
  LEARNING_STATES.every((state) => row.has(LEVEL_COLUMNS[state]));
