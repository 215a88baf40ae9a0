import { factsOfWord } from '../dataset/facts-of-word.ts';
import type { FactsSpan } from '../dataset/file-facts.ts';
import type { LabelWords } from '../dataset/label-facts.ts';
import type { LabelTrack } from './label-track.ts';

/** What the labels of a recording say; null where there is none, so that others may say something. */
export const factsOfTrack = (
  track: LabelTrack | undefined,
  words: LabelWords,
): readonly FactsSpan[] | null =>
  track === undefined || track.spans.length === 0
    ? null
    : track.spans.map(({ from, to, word }) => ({ from, to, facts: factsOfWord(word, words) }));
