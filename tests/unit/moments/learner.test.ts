import { describe, expect, it } from 'vitest';
import { parseRecipe } from '#core/recipes/recipe.ts';
import { ATTENTION_LEVEL_RECIPE } from '#core/recipes/attention-level.ts';
import { factsNear } from '#core/dataset/file-facts.ts';
import type { AnsweredMoment, MomentAnswer } from '#core/moments/answered-moment.ts';
import { countAnswers, enoughAnswers, isDue } from '#core/moments/enough-answers.ts';
import {
  type LearningOutcome,
  newLearner,
  personalOf,
  withOutcome,
  withoutPersonal,
} from '#core/moments/learner.ts';
import { answerLevels, momentFacts } from '#core/moments/moment-facts.ts';
import { parseLearner, parseMoment } from '#core/moments/stored-moment.ts';
import { durationMs, timestampMs } from '#core/units.ts';

const answered = (session: number, answer: MomentAnswer, at = 1000): AnsweredMoment => ({
  studentId: 's1',
  sessionId: `session-${session}`,
  formatVersion: 1,
  at: timestampMs(at),
  answer,
});
const both = (sessions: number): AnsweredMoment[] =>
  Array.from({ length: sessions }, (_, index) => [
    answered(index, 'distracted'),
    answered(index, 'attentive', 9000),
  ]).flat();

const outcome = (over: Partial<LearningOutcome>): LearningOutcome => ({
  at: 5,
  parent: 'parent-1',
  answers: { distracted: 8, attentive: 8 },
  sessions: 8,
  verdict: 'better',
  sentences: ['It is better.'],
  adopted: 'own-1',
  ...over,
});

describe('enough answers', () => {
  it('[MTS-7] eight of each over eight sessions are enough, and what is missing is said', () => {
    expect(enoughAnswers(countAnswers(both(8)))).toEqual({ kind: 'enough' });
    expect(enoughAnswers(countAnswers([]))).toEqual({
      kind: 'not_yet',
      sentence:
        'Not yet: 8 more answers “distracted”, 8 more answers “following” and answers from 8 more sessions.',
    });
    expect(enoughAnswers(countAnswers(both(7)))).toMatchObject({
      sentence:
        'Not yet: 1 more answer “distracted”, 1 more answer “following” and answers from 1 more session.',
    });
  });

  it('[MTS-7] many answers of one session are not enough', () => {
    const one = Array.from({ length: 20 }, () => answered(0, 'distracted'));
    const spread = Array.from({ length: 8 }, (_, index) => answered(index, 'attentive'));
    expect(enoughAnswers(countAnswers([...one, ...spread]))).toMatchObject({
      sentence: 'Not yet: “distracted” in 3 more sessions.',
    });
  });

  it('[MTS-8] it is due once for every six new answers, for each parent, while it is wanted', () => {
    const learner = { ...newLearner('s1'), optedIn: true };
    const count = countAnswers(both(8));
    expect(isDue(learner, count, 'parent-1')).toBe(true);
    expect(isDue({ ...learner, optedIn: false }, count, 'parent-1')).toBe(false);
    const tried = withOutcome(learner, outcome({ adopted: null }));
    expect(isDue(tried, count, 'parent-1')).toBe(false);
    expect(isDue(tried, countAnswers(both(10)), 'parent-1')).toBe(false);
    expect(isDue(tried, countAnswers(both(11)), 'parent-1')).toBe(true);
    expect(isDue(tried, count, 'parent-2')).toBe(true);
  });
});

describe('what came of learning', () => {
  it('[MTS-9] the newest gate decides: a model that it no longer calls better is out of use', () => {
    const first = withOutcome(newLearner('s1'), outcome({}));
    expect(personalOf(first, 'parent-1')?.bundle).toBe('own-1');
    const again = withOutcome(first, outcome({ at: 6, adopted: 'own-2' }));
    expect(again.personal).toEqual([{ parent: 'parent-1', bundle: 'own-2', since: 6 }]);
    const dropped = withOutcome(again, outcome({ at: 7, verdict: 'no_worse', adopted: null }));
    expect(dropped.personal).toEqual([]);
    expect(dropped.outcomes.map(({ at }) => at)).toEqual([7, 6, 5]);
  });

  it('[MTS-10] a personal model belongs to its parent, and is taken back without the answers', () => {
    const learner = withOutcome(newLearner('s1'), outcome({}));
    expect(personalOf(learner, 'parent-2')).toBeNull();
    expect(personalOf(null, 'parent-1')).toBeNull();
    const back = withoutPersonal(learner);
    expect(back.personal).toEqual([]);
    expect(back.outcomes).toEqual(learner.outcomes);
  });

  it('[MTS-11] is stored with its version, and what is damaged or newer is refused in a sentence', () => {
    const learner = withOutcome({ ...newLearner('s1'), optedIn: true }, outcome({}));
    expect(parseLearner(structuredClone(learner))).toEqual(learner);
    const moment = answered(1, 'attentive');
    expect(parseMoment(structuredClone(moment))).toEqual(moment);
    expect(() => parseMoment({ ...moment, answer: 'maybe' })).toThrow(/damaged \(answer: .*left/);
    expect(() => parseLearner({ ...learner, formatVersion: 2 })).toThrow(/newer version of Heed/);
  });
});

describe('what an answer says of windows', () => {
  const { labels, window } = ATTENTION_LEVEL_RECIPE;

  it('[MTS-6] distracted is the lowest level and attentive the highest, and other labels are refused', () => {
    expect(answerLevels(labels)).toEqual({
      distracted: 'not_engaged',
      attentive: 'very_engaged',
    });
    const others = parseRecipe({
      format: 'heed-recipe',
      formatVersion: 1,
      name: 'states',
      model: { kind: 'logistic' },
    });
    expect(() => answerLevels(others.labels)).toThrow(/no levels/);
  });

  it('[MTS-6] labels the windows that lie within the five seconds before it, and no other', () => {
    const facts = momentFacts([answered(0, 'distracted', 20_000)], labels, window);
    if (facts.kind !== 'moments') throw new TypeError('moments are told of');
    const said = (end: number) =>
      factsNear(facts.moments, timestampMs(end), durationMs(500 / window.rateHz))?.className ??
      null;
    expect(said(20_000)).toBe('not_engaged');
    expect(said(18_123)).toBe('not_engaged');
    expect(said(16_010)).toBe('not_engaged');
    // Such a window would begin before the five seconds.
    expect(said(15_900)).toBeNull();
    expect(said(20_100)).toBeNull();
  });
});
