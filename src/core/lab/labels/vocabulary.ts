import * as v from 'valibot';
import { ATTENTION_LEVELS, LEARNING_STATES } from '../../models/prediction.ts';

/** As many as there are number keys. */
export const MOST_WORDS = 9;

/** The words to label with. */
export type Vocabulary =
  | { readonly kind: 'learning_states' }
  | { readonly kind: 'attention_levels' }
  | { readonly kind: 'own'; readonly words: readonly string[] };

export const VOCABULARY_KINDS = ['learning_states', 'attention_levels', 'own'] as const;

/** As a word is kept: one line, no white space around it; null where nothing is left. */
export function labelWord(written: string): string | null {
  const word = written
    .normalize('NFC')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return word === '' ? null : word;
}

/** Words that somebody typed, separated by commas or lines; each once, at most as many as keys. */
export const ownWords = (written: string): readonly string[] =>
  [...new Set(written.split(/[,;\n]/).flatMap((part) => labelWord(part) ?? []))].slice(
    0,
    MOST_WORDS,
  );

export const wordsOf = (vocabulary: Vocabulary): readonly string[] => {
  switch (vocabulary.kind) {
    case 'learning_states':
      return LEARNING_STATES;
    case 'attention_levels':
      return ATTENTION_LEVELS;
    case 'own':
      return vocabulary.words;
  }
};

const KEPT = v.object({
  format: v.literal('heed-label-words'),
  formatVersion: v.literal(1),
  kind: v.picklist(VOCABULARY_KINDS),
  own: v.array(v.string()),
});

/** What is remembered of the choice: the kind, and the words that somebody thought of themselves. */
export interface RememberedWords {
  readonly kind: Vocabulary['kind'];
  readonly own: readonly string[];
}

export const rememberedText = ({ kind, own }: RememberedWords): string =>
  JSON.stringify({ format: 'heed-label-words', formatVersion: 1, kind, own });

/** null for what cannot be read: the usual words are offered then. */
export function parseRememberedWords(json: string): RememberedWords | null {
  try {
    const result = v.safeParse(KEPT, JSON.parse(json));
    if (!result.success) return null;
    const { kind, own } = result.output;
    return { kind, own: ownWords(own.join('\n')) };
  } catch {
    return null;
  }
}

export const vocabularyOf = ({ kind, own }: RememberedWords): Vocabulary =>
  kind === 'own' ? { kind, words: own } : { kind };
