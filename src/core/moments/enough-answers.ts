import { MOMENT_ANSWERS, type AnsweredMoment, type MomentAnswer } from './answered-moment.ts';
import type { Learner } from './learner.ts';

/**
 * What learning waits for. Sessions are held out in turns, and whether the new model is better is
 * drawn from them: of eight, all agree by luck once in 256 times. Each answer occurs in four
 * sessions, so that every one of the four parts has some of it and three are left to learn from.
 */
export const ENOUGH = {
  perAnswer: 8,
  sessions: 8,
  sessionsPerAnswer: 4,
  /** Answers from one attempt to the next. */
  newAnswers: 6,
  /** In which sessions are held out. */
  folds: 4,
} as const;

export interface AnswerCount {
  readonly answers: Readonly<Record<MomentAnswer, number>>;
  readonly sessions: number;
  readonly sessionsPerAnswer: Readonly<Record<MomentAnswer, number>>;
}

export function countAnswers(moments: readonly AnsweredMoment[]): AnswerCount {
  const of = (answer: MomentAnswer) => moments.filter((moment) => moment.answer === answer);
  const sessionsOf = (some: readonly AnsweredMoment[]) =>
    new Set(some.map(({ sessionId }) => sessionId)).size;
  const [distracted, attentive] = [of('distracted'), of('attentive')];
  return {
    answers: { distracted: distracted.length, attentive: attentive.length },
    sessions: sessionsOf(moments),
    sessionsPerAnswer: { distracted: sessionsOf(distracted), attentive: sessionsOf(attentive) },
  };
}

export type Enough =
  | { readonly kind: 'enough' }
  /** `sentence` says what is missing. */
  | { readonly kind: 'not_yet'; readonly sentence: string };

const SAID = { distracted: 'distracted', attentive: 'following' } as const;

const several = (count: number, one: string): string =>
  `${count} more ${one}${count === 1 ? '' : 's'}`;

/** Whether there are enough answers to learn from and to hold some out. */
export function enoughAnswers({ answers, sessions, sessionsPerAnswer }: AnswerCount): Enough {
  const missing = MOMENT_ANSWERS.flatMap((answer) => {
    const few = ENOUGH.perAnswer - answers[answer];
    const spread = ENOUGH.sessionsPerAnswer - sessionsPerAnswer[answer];
    if (few > 0) return [`${several(few, 'answer')} “${SAID[answer]}”`];
    return spread > 0 ? [`“${SAID[answer]}” in ${several(spread, 'session')}`] : [];
  });
  const places = ENOUGH.sessions - sessions;
  if (places > 0) missing.push(`answers from ${several(places, 'session')}`);
  if (missing.length === 0) return { kind: 'enough' };
  const last = missing.pop() ?? '';
  const list = missing.length === 0 ? last : `${missing.join(', ')} and ${last}`;
  return { kind: 'not_yet', sentence: `Not yet: ${list}.` };
}

/** Whether a parent is to be trained further now: enough answers, and new ones since the last time. */
export function isDue(
  { optedIn, outcomes }: Pick<Learner, 'optedIn' | 'outcomes'>,
  count: AnswerCount,
  parent: string,
): boolean {
  if (!optedIn || enoughAnswers(count).kind === 'not_yet') return false;
  const last = outcomes.find((outcome) => outcome.parent === parent);
  if (last === undefined) return true;
  const total = ({ distracted, attentive }: AnswerCount['answers']) => distracted + attentive;
  return total(count.answers) - total(last.answers) >= ENOUGH.newAnswers;
}
