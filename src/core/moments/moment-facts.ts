import { type FactsAt, type FileFacts, NO_FACTS } from '../dataset/file-facts.ts';
import type { LabelFacts, LabelRule } from '../dataset/label-rule.ts';
import { TrainingRefused } from '../dataset/training-refusal.ts';
import { timestampMs } from '../units.ts';
import type { AnsweredMoment, MomentAnswer } from './answered-moment.ts';
import { STRETCH } from './recent-look.ts';

/**
 * What answers stand for under a recipe: distracted is its lowest level, attentive its highest.
 * Throws TrainingRefused where its labels are no levels.
 */
export function answerLevels(rule: LabelRule): Readonly<Record<MomentAnswer, string>> {
  if (rule.kind === 'classes' && rule.ordinal) {
    const [lowest, highest] = [rule.names[0], rule.names.at(-1)];
    if (lowest !== undefined && highest !== undefined) {
      return { distracted: lowest, attentive: highest };
    }
  }
  throw new TrainingRefused(
    'Answers tell distracted from attentive, and this model’s labels are no levels from one to the other; it stays as it is.',
  );
}

/** Of steps: 5 s at 30 Hz are 150 of them, and a little less in binary. */
const ROUNDING = 1e-6;

/** Facts of the windows that lie within the seconds before each answered moment of one session. */
export function momentFacts(
  moments: readonly AnsweredMoment[],
  rule: LabelRule,
  window: { readonly length: number; readonly rateHz: number },
): FileFacts {
  const levels = answerLevels(rule);
  const step = 1000 / window.rateHz;
  const ends = Math.max(0, Math.floor(STRETCH / step - window.length + ROUNDING));
  const facts: Readonly<Record<MomentAnswer, LabelFacts>> = {
    distracted: { ...NO_FACTS, className: levels.distracted },
    attentive: { ...NO_FACTS, className: levels.attentive },
  };
  const all = moments.flatMap(({ at, answer }) =>
    Array.from({ length: ends + 1 }, (_, index): FactsAt => ({
      at: timestampMs(at - (ends - index) * step),
      facts: facts[answer],
    })),
  );
  return { kind: 'moments', moments: all.sort((a, b) => a.at - b.at) };
}
