import { ATTENTION_LEVEL_RECIPE } from '../attention-level.ts';
import { LEARNING_STATES_RECIPE } from '../learning-states.ts';
import { FALL_RECIPE, PRESETS } from '../presets.ts';
import type { Recipe } from '../recipe.ts';

/** A recipe to start from; `why` says why it cannot be, where it cannot. */
export interface RecipeStart {
  readonly recipe: Recipe;
  readonly label: string;
  readonly about: string;
  readonly refusal: string | null;
}

const ABOUT: Readonly<Record<string, readonly [string, string]>> = {
  engagement: ['Engagement LSTM', 'Two LSTM layers over a second of the face; one of four states.'],
  fall: ['Falls', 'A masked LSTM over two seconds of the body.'],
  'bidirectional-lstm': ['LSTM in both directions', 'Reads each window forwards and backwards.'],
  gru: ['GRU', 'One GRU layer: smaller and faster than the engagement LSTM.'],
  logistic: [
    'Logistic regression',
    'The plainest: done in seconds, and hard to beat with few data.',
  ],
  'random-forest': [
    'Random forest',
    'Trees on each window’s summary; quick, and needs little tuning.',
  ],
  'gradient-boosting': [
    'Gradient boosting',
    'Trees one after another, each on what is left wrong.',
  ],
  'attention-level': [
    'Attention level (as shipped)',
    'How engaged somebody looks, from gaze, head, eyes and presence; three classes in order.',
  ],
  'learning-states': [
    'Learning states (as shipped)',
    'Each of the four states for itself, with few units and much decay for noisy labels.',
  ],
};

const startOf = (recipe: Recipe): RecipeStart => {
  const [label, about] = ABOUT[recipe.name] ?? [recipe.name, ''];
  const refusal =
    recipe === FALL_RECIPE
      ? 'Its signal, features of the body, does not exist in this version of Heed.'
      : null;
  return { recipe, label, about, refusal };
};

/** What the form offers to start from, the shipped models' recipes after the presets. */
export const RECIPE_STARTS: readonly RecipeStart[] = [
  ...PRESETS.filter((recipe) => recipe !== FALL_RECIPE),
  ATTENTION_LEVEL_RECIPE,
  LEARNING_STATES_RECIPE,
  FALL_RECIPE,
].map(startOf);
