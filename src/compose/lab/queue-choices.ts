import type { LabelTrack } from '#core/lab/label-track.ts';
import { wordsOf } from '#core/lab/labels/vocabulary.ts';
import type { QueueModel } from '#core/lab/queue/queue-batch.ts';
import type { BundleManifest } from '#core/models/bundle-manifest.ts';
import { ATTENTION_LEVEL_RECIPE } from '#core/recipes/attention-level.ts';
import { LOGISTIC_RECIPE } from '#core/recipes/presets.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import type { QueueChoice } from '#stores/lab/queue-store.ts';

/** A choice as it is shown, and what it means. */
export interface MeantChoice {
  readonly shown: QueueChoice;
  readonly model: QueueModel;
}

const STATES: Recipe = { ...LOGISTIC_RECIPE, name: 'queue-states' };
const LEVELS: Recipe = {
  ...LOGISTIC_RECIPE,
  name: 'queue-levels',
  signal: ATTENTION_LEVEL_RECIPE.signal,
  labels: ATTENTION_LEVEL_RECIPE.labels,
};

const known = new Set([
  ...wordsOf({ kind: 'learning_states' }),
  ...wordsOf({ kind: 'attention_levels' }),
]);

/** Words that somebody labelled with and that are not the usual ones, in order. */
function ownWordsOf(tracks: readonly LabelTrack[]): readonly string[] {
  const words = new Set(tracks.flatMap(({ spans }) => spans.map(({ word }) => word)));
  return [...words].filter((word) => !known.has(word)).sort();
}

const vocabularies = (tracks: readonly LabelTrack[]) => {
  const own = ownWordsOf(tracks);
  return [
    { key: 'states', name: 'learning states', recipe: STATES },
    { key: 'levels', name: 'attention levels', recipe: LEVELS },
    ...(own.length < 2
      ? []
      : [
          {
            key: 'own',
            name: `your words (${own.join(', ')})`,
            recipe: {
              ...LOGISTIC_RECIPE,
              name: 'queue-own',
              labels: { kind: 'classes', names: own, ordinal: false },
            } satisfies Recipe,
          },
        ]),
  ];
};

/** What the queue can ask about: quick models of each kind of words, every model, and none. */
export function queueChoices(
  tracks: readonly LabelTrack[],
  manifests: readonly BundleManifest[],
): readonly MeantChoice[] {
  const kinds = vocabularies(tracks);
  const quick = kinds.map(({ key, name, recipe }): MeantChoice => ({
    shown: { key: `quick:${key}`, name: `Quick model: ${name}`, kind: 'quick' },
    model: { kind: 'quick', recipe },
  }));
  const bundles = manifests.flatMap(({ id, origin }): readonly MeantChoice[] =>
    origin.kind === 'trained' && origin.recipe.labels.kind !== 'level'
      ? [
          {
            shown: { key: `bundle:${id}`, name: id, kind: 'bundle' },
            model: { kind: 'bundle', id },
          },
        ]
      : [],
  );
  const none = kinds.map(({ key, name, recipe }): MeantChoice => ({
    shown: { key: `none:${key}`, name: `No model: ${name}`, kind: 'none' },
    model: { kind: 'none', recipe },
  }));
  return [...quick, ...bundles, ...none];
}

/** The kind of words that most spans have so far. */
export function likelyChoice(tracks: readonly LabelTrack[]): string {
  const count = (words: readonly string[]): number =>
    tracks.reduce(
      (sum, { spans }) => sum + spans.filter(({ word }) => words.includes(word)).length,
      0,
    );
  const states = count(wordsOf({ kind: 'learning_states' }));
  const levels = count(wordsOf({ kind: 'attention_levels' }));
  const own = ownWordsOf(tracks);
  const others = own.length < 2 ? 0 : count(own);
  if (others > Math.max(states, levels)) return 'quick:own';
  return levels > states ? 'quick:levels' : 'quick:states';
}
