import type { Epoch } from '../models/training.ts';
import type { NetworkSettings, Schedule } from '../recipes/recipe.ts';

/** How often the score has gone `patience` epochs without rising, each time counted anew. */
function plateaus(history: readonly Epoch[], patience: number): number {
  let best = -Infinity;
  let waited = 0;
  let count = 0;
  for (const { score } of history) {
    if (score > best) {
      best = score;
      waited = 0;
    } else if (++waited === patience) {
      count++;
      waited = 0;
    }
  }
  return count;
}

/** Where one cycle starts, as a share of its peak. */
const FIRST = 1 / 25;
/** From 0 to 1 by half a cosine. */
const half = (along: number): number => (1 - Math.cos(Math.PI * along)) / 2;

function factor(
  schedule: Schedule,
  done: number,
  settings: NetworkSettings,
  history: readonly Epoch[],
) {
  switch (schedule.kind) {
    case 'constant':
      return 1;
    case 'step':
      return schedule.factor ** Math.floor(done / schedule.everyEpochs);
    case 'cosine': {
      const along = done / Math.max(1, settings.maxEpochs - 1);
      return schedule.final + ((1 - schedule.final) * (1 + Math.cos(Math.PI * along))) / 2;
    }
    case 'one_cycle': {
      const along = (done + 0.5) / settings.maxEpochs;
      const { warmUp } = schedule;
      return along < warmUp
        ? FIRST + (1 - FIRST) * half(along / warmUp)
        : 1 - half((along - warmUp) / (1 - warmUp));
    }
    case 'plateau':
      return schedule.factor ** plateaus(history, schedule.patience);
  }
}

/** Of the epoch that follows `history`. */
export const nextLearningRate = (settings: NetworkSettings, history: readonly Epoch[]): number =>
  settings.learningRate * factor(settings.schedule, history.length, settings, history);
