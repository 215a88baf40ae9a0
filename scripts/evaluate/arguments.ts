import { parseArgs } from 'node:util';
import { UserError } from '../extract/user-error.ts';
import { labelWords } from '../learn/label-words.ts';
import type { Folding } from './answers.ts';

export const USAGE = `Usage: npm run evaluate -- --model FOLDER --data PATH [--data PATH …]
         [--labels FILE …] [--label-column NAME] [--label WORD=CLASS …]
         [--out FOLDER] [--fps N]
         [--strangers | --folds K | --leave-one-person-out] [--seed N] [--resamples N]

--model         folder of a bundle
--data          a features CSV, a landmark recording, a zipped session, or a folder of them
--labels        label files; docs/DATASETS.md has the formats
--label-column  column of a landmark recording's own CSV that has the label
--label         what a word of the data stands for among the bundle's labels
--out           folder of the report (evaluation-MODEL): metrics.json, curves as CSV, charts, report.md
--strangers     leave out whom the model learnt from, and who chose when training stopped
--folds         train by the bundle's recipe anew, K times, each time without a K-th of the persons
--leave-one-person-out   the same, each time without one person
--seed          of folds, training and draws of persons (1)
--resamples     draws of persons for the intervals (1000)`;

export interface EvaluateArguments {
  readonly model: string;
  readonly data: readonly string[];
  readonly labels: readonly string[];
  readonly labelColumn: string | undefined;
  /** What words of the data stand for. */
  readonly labelWords: Readonly<Record<string, string>>;
  readonly out: string | undefined;
  readonly fps: number | undefined;
  readonly folding: Folding | null;
  /** Whether whom training had is left out. */
  readonly strangers: boolean;
  readonly seed: number;
  readonly resamples: number | undefined;
}

function parsed() {
  try {
    return parseArgs({
      options: {
        model: { type: 'string' },
        data: { type: 'string', multiple: true, default: [] },
        labels: { type: 'string', multiple: true, default: [] },
        'label-column': { type: 'string' },
        label: { type: 'string', multiple: true, default: [] },
        out: { type: 'string' },
        fps: { type: 'string' },
        folds: { type: 'string' },
        strangers: { type: 'boolean', default: false },
        'leave-one-person-out': { type: 'boolean', default: false },
        seed: { type: 'string', default: '1' },
        resamples: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    });
  } catch (cause) {
    throw new UserError(`${cause instanceof Error ? cause.message : ''}\n\n${USAGE}`, { cause });
  }
}

function numberOf(name: string, text: string, least: number, whole: boolean): number {
  const value = Number(text);
  const good = text.trim() !== '' && Number.isFinite(value) && value >= least;
  if (good && (!whole || Number.isInteger(value))) return value;
  throw new UserError(
    `--${name} ${text}: a ${whole ? 'whole ' : ''}number from ${least} on is needed.`,
  );
}

/** Throws UserError; null where help was asked for. */
export function readArguments(): EvaluateArguments | null {
  const { values, positionals } = parsed();
  if (values.help) return null;
  const [stray] = positionals;
  if (stray !== undefined) throw new UserError(`${stray}: data are named by --data.\n\n${USAGE}`);
  const { model, folds } = values;
  const leaveOne = values['leave-one-person-out'];
  if (model === undefined || values.data.length === 0) throw new UserError(USAGE);
  if (folds !== undefined && leaveOne) {
    throw new UserError('--folds and --leave-one-person-out are two ways: choose one.');
  }
  const { strangers } = values;
  if (strangers && (leaveOne || folds !== undefined)) {
    throw new UserError('In folds everybody is a stranger: leave out --strangers.');
  }
  const folding: Folding | null = leaveOne
    ? { kind: 'leave_one' }
    : folds === undefined
      ? null
      : { kind: 'k', k: numberOf('folds', folds, 2, true) };
  const optional = (name: 'fps' | 'resamples', least: number, whole: boolean) => {
    const text = values[name];
    return text === undefined ? undefined : numberOf(name, text, least, whole);
  };
  return {
    model,
    data: values.data,
    labels: values.labels,
    labelColumn: values['label-column'],
    labelWords: labelWords(values.label),
    out: values.out,
    fps: optional('fps', 0.01, false),
    folding,
    strangers,
    seed: numberOf('seed', values.seed, 0, true),
    resamples: optional('resamples', 1, true),
  };
}
