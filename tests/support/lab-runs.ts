import type { LabRun } from '#core/lab/lab-run.ts';
import type { RunStore } from '#core/lab/lab-stores.ts';
import { LOGISTIC_RECIPE } from '#core/recipes/presets.ts';

/** A run that was just begun. */
export const exampleRun = (more: Partial<LabRun> = {}): LabRun => ({
  id: '5f7d3c1e-0000-4000-8000-000000000001',
  formatVersion: 1,
  name: 'First try',
  recipe: LOGISTIC_RECIPE,
  data: { sources: ['source-1'], labelWords: {}, fps: null },
  seed: 5,
  startedAt: 1_795_000_000_000,
  updatedAt: 1_795_000_000_000,
  state: { kind: 'running', stage: 'reading' },
  history: [],
  material: null,
  troubles: [],
  ...more,
});

/** A run store that is gone with the test. */
export function memoryRuns(runs: readonly LabRun[] = []): RunStore {
  const kept = new Map(runs.map((run) => [run.id, run]));
  return {
    list: () =>
      Promise.resolve({
        items: [...kept.values()].sort((a, b) => b.startedAt - a.startedAt),
        unreadable: [],
      }),
    get: (id) => Promise.resolve(kept.get(id) ?? null),
    put(run) {
      kept.set(run.id, run);
      return Promise.resolve();
    },
    update(id, change) {
      const run = kept.get(id);
      if (run === undefined) return Promise.resolve(null);
      const changed = change(run);
      kept.set(id, changed);
      return Promise.resolve(changed);
    },
    delete(id) {
      kept.delete(id);
      return Promise.resolve();
    },
  };
}
