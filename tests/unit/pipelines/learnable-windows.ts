import type { SourcedWindow } from '#core/dataset/sided-window.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';

/** Rows of 22 features; the first four tell the label, with noise; the rest are noise alone. */
export function learnableWindows(count: number, length = 4, persons = 30): SourcedWindow[] {
  const random = seededRandom(11);
  return Array.from({ length: count }, (_, index) => {
    const label = index % 4;
    return {
      values: Float32Array.from({ length: length * 22 }, (__, position) =>
        position % 22 === label ? 1.2 + random() : random(),
      ),
      label,
      targets: [0, 1, 2, 3].map((other) => (other === label ? 1 : 0)),
      person: `p${Math.floor((index * persons) / count)}`,
      padding: 0,
      source: { file: `clip-${index}.csv`, endsAt: null },
      augmentedBy: [],
    };
  });
}

/** The same with the labels of each person drawn anew: nothing can be learnt of them. */
export const unlearnableWindows = (count: number): SourcedWindow[] => {
  const random = seededRandom(3);
  return learnableWindows(count).map((window) => {
    const label = Math.floor(random() * 4);
    return { ...window, label, targets: [0, 1, 2, 3].map((other) => (other === label ? 1 : 0)) };
  });
};
