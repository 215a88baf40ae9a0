import type { MomentQuestion } from '#core/moments/asking.ts';
import type { LearningOutcome } from '#core/moments/learner.ts';
import type { ShownLearner } from '#stores/learning-store.ts';
import { timestampMs } from '#core/units.ts';
import { dateAndTime } from './format.ts';

export const QUESTION_WORDS: Record<MomentQuestion['place'], string> = {
  paused: 'Just before you paused, were you distracted?',
  looked_back: 'Just now, when you looked away, were you distracted?',
  quiet: 'In the last few seconds, were you distracted?',
};

const several = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** How many answers there are, and what learning waits for. */
export function answerWords({ answers, optedIn, enough, outcomes }: ShownLearner): string {
  const { distracted, attentive } = answers;
  const all = distracted + attentive;
  const counts =
    all === 0
      ? 'No answers yet.'
      : `${several(all, 'answer')}: ${distracted} “distracted”, ${attentive} “following”.`;
  if (!optedIn) return `${counts} Questions are switched off.`;
  if (enough.kind === 'not_yet') return `${counts} ${enough.sentence}`;
  return outcomes.length === 0
    ? `${counts} Enough to learn from; it happens when this page is idle.`
    : counts;
}

/** What came of one attempt, in a line. */
export const outcomeWords = ({ adopted, at, verdict }: LearningOutcome): string => {
  const came =
    adopted !== null
      ? 'a model of your own, in use from then on'
      : verdict === 'unknown'
        ? 'nothing certain, so the model stayed as it was'
        : 'not clearly better, so the model stayed as it was';
  return `${dateAndTime(timestampMs(at))}: ${came}`;
};
