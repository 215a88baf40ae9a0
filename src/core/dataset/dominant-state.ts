import { LEARNING_STATES, type LearningState } from '../models/prediction.ts';

export type StateLevels = Readonly<Record<LearningState, number>>;

/** The rule in words, for manifests and cards. */
export const DOMINANT_STATE_RULE =
  'The state with the highest level. On a tie the rarer state: frustration before confusion before boredom before engagement. Rows whose four levels are all 0 are left out.';

const RAREST_FIRST: readonly LearningState[] = [
  'frustration',
  'confusion',
  'boredom',
  'engagement',
];

/** Index into LEARNING_STATES of the dominant state, or null where no state was seen at all. */
export function dominantState(levels: StateLevels): number | null {
  const highest = Math.max(...LEARNING_STATES.map((state) => levels[state]));
  if (highest <= 0) return null;
  const dominant = RAREST_FIRST.find((state) => levels[state] === highest);
  return dominant === undefined ? null : LEARNING_STATES.indexOf(dominant);
}
