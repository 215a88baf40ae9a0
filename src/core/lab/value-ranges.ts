import { FACE_SIGNAL } from '../signals/face-signal.ts';
import type { UsableSequence, UsableStills } from '../dataset/read-sequence.ts';
import type { SurveyedRange } from './survey.ts';

export interface ValueRanges {
  add(usable: UsableSequence | UsableStills): void;
  /** One for each of the 22; none where there was no face. */
  ranges(): readonly SurveyedRange[];
}

/** Follows the lowest, the highest and the mean value of each feature of a face. */
export function createValueRanges(): ValueRanges {
  const { features } = FACE_SIGNAL;
  const low = features.map(() => Infinity);
  const high = features.map(() => -Infinity);
  const sum = features.map(() => 0);
  let rows = 0;
  const addRow = (values: Float32Array): void => {
    rows++;
    for (let i = 0; i < features.length; i++) {
      const value = values[i] as number;
      if (value < (low[i] as number)) low[i] = value;
      if (value > (high[i] as number)) high[i] = value;
      sum[i] = (sum[i] as number) + value;
    }
  };
  return {
    add(usable) {
      const all = usable.kind === 'sequence' ? usable.inputs : usable.rows;
      for (const one of all) if (one.kind === 'face') addRow(one.features);
    },
    ranges: () =>
      rows === 0
        ? []
        : features.map(({ name, unit, min, max }, index) => ({
            name,
            unit,
            low: low[index] as number,
            high: high[index] as number,
            mean: (sum[index] as number) / rows,
            possible: { low: min, high: max },
          })),
  };
}
