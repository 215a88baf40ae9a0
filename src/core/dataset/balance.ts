import { at } from '../numeric/at.ts';
import { shuffled } from '../numeric/seeded-random.ts';
import type { Random } from '../ports.ts';
import type { Balance } from '../recipes/recipe.ts';
import { balancedClassWeights } from './class-weights.ts';
import { labelCounts } from './labelled-window.ts';
import type { TrainingWindow } from './sided-window.ts';

export interface Balanced {
  readonly windows: readonly TrainingWindow[];
  /** One per label; 1 where the windows themselves were balanced, or nothing was. */
  readonly classWeights: readonly number[];
}

/**
 * `downsample` draws as many windows of each label as the rarest has; `upsample` keeps all and
 * draws rarer ones again until each label has as many as the commonest; by `random` alone. Throws
 * RangeError where a label has no example.
 */
export function balanced(
  balance: Balance,
  windows: readonly TrainingWindow[],
  labelCount: number,
  random: Random,
): Balanced {
  const counts = labelCounts(windows, labelCount);
  const weights = balancedClassWeights(counts);
  if (balance === 'class_weights') return { windows, classWeights: weights };
  const classWeights = counts.map(() => 1);
  if (balance === 'none') return { windows, classWeights };
  const ofLabel = counts.map((_, label) => windows.filter((window) => window.label === label));
  if (balance === 'downsample') {
    const rarest = Math.min(...counts);
    const kept = new Set(ofLabel.flatMap((own) => shuffled(own, random).slice(0, rarest)));
    return { windows: windows.filter((window) => kept.has(window)), classWeights };
  }
  const commonest = Math.max(...counts);
  const again = ofLabel.flatMap((own) =>
    Array.from({ length: commonest - own.length }, () =>
      at(own, Math.floor(random() * own.length)),
    ),
  );
  return { windows: [...windows, ...again], classWeights };
}
