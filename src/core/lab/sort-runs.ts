import type { LabRun, RunState } from './lab-run.ts';
import { runScore } from './run-score.ts';

export const RUN_COLUMNS = [
  'name',
  'startedAt',
  'recipe',
  'windows',
  'score',
  'epochs',
  'state',
] as const;
export type RunColumn = (typeof RUN_COLUMNS)[number];

export interface RunOrder {
  readonly column: RunColumn;
  readonly falling: boolean;
}

const STATE_ORDER: Readonly<Record<RunState['kind'], number>> = {
  running: 0,
  interrupted: 1,
  failed: 2,
  trained: 3,
};

function keyOf({ state, ...run }: LabRun, column: RunColumn): string | number | null {
  switch (column) {
    case 'name':
      return run.name;
    case 'startedAt':
      return run.startedAt;
    case 'recipe':
      return run.recipe.name;
    case 'windows':
      return run.material?.windows ?? null;
    case 'score':
      return state.kind === 'trained' ? runScore(state.evaluation).value : null;
    case 'epochs':
      return run.history.length;
    case 'state':
      return STATE_ORDER[state.kind];
  }
}

/** Runs that have nothing to be sorted by come last, whichever way. */
export function sortedRuns(
  runs: readonly LabRun[],
  { column, falling }: RunOrder,
): readonly LabRun[] {
  const words = new Intl.Collator('en', { numeric: true });
  const keyed = runs.map((run) => ({ run, key: keyOf(run, column) }));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
    const rising =
      typeof a.key === 'number' && typeof b.key === 'number'
        ? a.key - b.key
        : words.compare(String(a.key), String(b.key));
    return falling ? -rising : rising;
  });
  return keyed.map(({ run }) => run);
}
