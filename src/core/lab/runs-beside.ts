import { recipesBeside } from '../recipes/form/recipe-differences.ts';
import type { LabRun } from './lab-run.ts';
import { runScore } from './run-score.ts';

export interface RunsRow {
  readonly path: string;
  readonly label: string;
  /** One for each run, in their order. */
  readonly values: readonly string[];
  readonly differs: boolean;
}

const figure = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : value.toFixed(3);

const scoreOf = ({ state }: LabRun) =>
  state.kind === 'trained' ? runScore(state.evaluation) : null;

function scoreWords(run: LabRun): string {
  const score = scoreOf(run);
  const { interval } = score ?? { interval: null };
  return `${figure(score?.value)}${interval === null ? '' : ` (${figure(interval.low)} to ${figure(interval.high)})`}`;
}

/** Scores, data, seed and every setting of several runs, and which of them differ. */
export function runsBeside(runs: readonly LabRun[]): readonly RunsRow[] {
  const row = (path: string, label: string, words: (run: LabRun) => string): RunsRow => {
    const values = runs.map(words);
    return { path, label, values, differs: new Set(values).size > 1 };
  };
  return [
    row('score', 'Macro-F1 (95 of 100 draws of persons)', scoreWords),
    row('logistic', 'Of the logistic regression beside', (run) => figure(scoreOf(run)?.logistic)),
    row('majority', 'Of the majority', (run) => figure(scoreOf(run)?.majority)),
    row('sources', 'Data', ({ material }) => material?.sources.join(', ') ?? '–'),
    row('windows', 'Windows', ({ material }) => String(material?.windows ?? '–')),
    row('persons', 'Persons', ({ material }) => String(material?.persons ?? '–')),
    row('seed', 'Seed', ({ seed }) => String(seed)),
    ...recipesBeside(runs.map(({ recipe }) => recipe)),
  ];
}
