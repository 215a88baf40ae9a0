import { ENGAGEMENT_STATUSES } from '../engagement/reading.ts';
import { LEARNING_STATES } from '../models/prediction.ts';
import { NO_FACTS } from './file-facts.ts';
import { type LabelWords, meaningOf } from './label-facts.ts';
import type { LabelFacts } from './label-rule.ts';

/** What stands for a state that is there, of 0..3. */
const THERE = 2;

/**
 * What one word of a person who labels says: a learning state is there and the others are not, a
 * status holds, and whatever it is, it may be a class of a recipe. `words` are put in first.
 */
export function factsOfWord(word: string, words: LabelWords): LabelFacts {
  const meant = meaningOf(word, words);
  const levelOf = (state: string): number => (state === meant ? THERE : 0);
  return {
    ...NO_FACTS,
    className: meant,
    status: ENGAGEMENT_STATUSES.find((status) => status === meant) ?? null,
    levels: LEARNING_STATES.some((state) => state === meant)
      ? {
          boredom: levelOf('boredom'),
          engagement: levelOf('engagement'),
          confusion: levelOf('confusion'),
          frustration: levelOf('frustration'),
        }
      : null,
  };
}
