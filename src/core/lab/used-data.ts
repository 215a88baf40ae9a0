import type { LabDataSpec } from './lab-run.ts';
import type { LabSource } from './lab-source.ts';

/** What is explored and learnt from, unless a run says otherwise: every source that is switched on. */
export const usedData = (sources: readonly LabSource[]): LabDataSpec => ({
  sources: sources.filter(({ used }) => used).map(({ id }) => id),
  labelWords: {},
  fps: null,
});
