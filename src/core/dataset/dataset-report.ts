import { type FileReport, LEFT_OUT, type LeftOut } from './file-report.ts';
import { labelNames, type LabelRule } from './label-rule.ts';
import { named, type SourcedWindow } from './sided-window.ts';
import { personsOf } from './split-by-person.ts';
import type { SplitFile } from './split-file.ts';

/** What became of a whole data set. */
export interface DatasetReport {
  readonly files: readonly FileReport[];
  /** Of files that could not be read or used, each one sentence with its place. */
  readonly problems: readonly string[];
  /** Recordings without a label, which were not read. */
  readonly unlabelled: readonly string[];
  /** What labels name and no recording was found for. */
  readonly withoutRecording: readonly string[];
  /** What a name in a split stands for. */
  readonly by: SplitFile['by'];
  readonly totals: DatasetTotals;
}

export interface DatasetTotals {
  readonly rows: number;
  readonly kept: number;
  readonly absent: number;
  readonly refused: number;
  readonly unexplained: number;
  readonly filled: number;
  readonly windows: number;
  readonly leftOut: Readonly<Record<LeftOut, number>>;
  readonly persons: number;
  /** Windows of which each of the recipe's labels is true. */
  readonly perLabel: readonly number[];
}

const sum = (counts: Iterable<number>): number => {
  let total = 0;
  for (const count of counts) total += count;
  return total;
};

export function datasetReport(
  given: Omit<DatasetReport, 'totals'>,
  windows: readonly SourcedWindow[],
  rule: LabelRule,
): DatasetReport {
  const { files } = given;
  const rows = (of: Exclude<keyof FileReport['rows'], 'file' | 'firstRefusals'>) =>
    sum(files.map((file) => file.rows[of]));
  const leftOut = (why: LeftOut) => sum(files.map((file) => file.leftOut[why]));
  const refusals = files.flatMap(({ refusal }) => refusal ?? []);
  return {
    ...given,
    problems: [...given.problems, ...refusals],
    totals: {
      rows: rows('rows'),
      kept: rows('kept'),
      absent: rows('absent'),
      refused: rows('refused'),
      unexplained: rows('unexplained'),
      filled: rows('filled'),
      windows: windows.length,
      leftOut: {
        no_label: leftOut('no_label'),
        no_class: leftOut('no_class'),
        too_short: leftOut('too_short'),
        no_face: leftOut('no_face'),
      },
      persons: personsOf(windows).size,
      perLabel: labelNames(rule).map((_, label) =>
        sum(windows.map(({ targets }) => targets[label] ?? 0)),
      ),
    },
  };
}

const LEFT_OUT_WORDS: Readonly<Record<LeftOut, string>> = {
  no_label: 'without a label',
  no_class: 'with a label that is no class of the recipe',
  too_short: 'too short for a window',
  no_face: 'stills without a face',
};

export const leftOutWords = (leftOut: Readonly<Record<LeftOut, number>>): string =>
  LEFT_OUT.filter((why) => leftOut[why] > 0)
    .map((why) => `${leftOut[why]} ${LEFT_OUT_WORDS[why]}`)
    .join(', ');

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

const rowWords = (rows: Omit<FileReport['rows'], 'file' | 'firstRefusals'>): string =>
  `${counted(rows.rows, 'row')}: ${rows.kept} kept, ${rows.absent} without a face${rows.unexplained === 0 ? '' : ` (${rows.unexplained} for reasons not known, so gaps)`}, ${rows.refused} refused, ${rows.filled} filled`;

/** One file in a line, and a line for each of its first refusals. */
function fileReportLines(report: FileReport): string[] {
  const left = leftOutWords(report.leftOut);
  return [
    `${report.file}: ${rowWords(report.rows)}; ${counted(report.windows, 'window')}${left === '' ? '' : `; left out: ${left}`}.`,
    ...(report.refusal === null ? [] : [`  ${report.refusal}`]),
    ...report.rows.firstRefusals.map((sentence) => `  ${sentence}`),
  ];
}

const MOST_PROBLEMS = 10;
const MOST_FILES = 12;

/** The report in lines for the command line; file by file where there are few, or if `everyFile`. */
export function datasetReportLines(
  report: DatasetReport,
  rule: LabelRule,
  everyFile = report.files.length <= MOST_FILES,
): string[] {
  const { files, problems, totals, unlabelled, withoutRecording } = report;
  const shown = everyFile ? problems.filter((line) => !isRefusal(report, line)) : problems;
  const left = leftOutWords(totals.leftOut);
  const strange = [...new Set(files.flatMap(({ strangeClasses }) => strangeClasses))];
  const names = labelNames(rule);
  return [
    ...(everyFile ? files.flatMap(fileReportLines) : []),
    ...shown.slice(0, everyFile ? Infinity : MOST_PROBLEMS),
    ...(!everyFile && shown.length > MOST_PROBLEMS
      ? [`… and ${counted(shown.length - MOST_PROBLEMS, 'more file')} that could not be used.`]
      : []),
    ...(unlabelled.length > 0
      ? [
          `Without a label, so not read: ${counted(unlabelled.length, 'recording')} (${named(unlabelled)}).`,
        ]
      : []),
    ...(withoutRecording.length > 0
      ? [
          `Labelled, but not here: ${counted(withoutRecording.length, 'recording')} (${named(withoutRecording)}).`,
        ]
      : []),
    ...(strange.length > 0
      ? [`Labels in the data that the recipe does not have: ${named(strange)}.`]
      : []),
    `${counted(files.length, 'file')}, ${rowWords(totals)}.`,
    ...(left === '' ? [] : [`Left out: ${left}.`]),
    `${counted(totals.windows, 'window')} of ${counted(totals.persons, report.by)}: ${names.map((name, label) => `${name} ${totals.perLabel[label] ?? 0}`).join(', ')}.`,
    ...(report.by === 'video'
      ? ['It is not known who is in every recording, so they are split by video, not by person.']
      : []),
  ];
}

const isRefusal = ({ files }: DatasetReport, line: string): boolean =>
  files.some(({ refusal }) => refusal === line);
