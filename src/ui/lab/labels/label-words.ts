import { type Frames, startOfFrames } from '#core/lab/labels/frame-times.ts';
import type { LabelNote } from '#core/lab/labels/labelling.ts';
import type { CurveName } from '#core/lab/labels/recording-view.ts';
import { ATTENTION_LEVELS, LEARNING_STATES } from '#core/models/prediction.ts';
import { tenthsClock } from '../../charts/labels/stretch-ticks.ts';
import { featureName } from '../../words/feature-words.ts';
import { LEVEL_WORDS, STATE_WORDS } from '../../words/status-words.ts';

/** A word as it is read: the usual ones have names, any other is its own. */
export function wordName(word: string): string {
  const state = LEARNING_STATES.find((known) => known === word);
  if (state !== undefined) return STATE_WORDS[state];
  const level = ATTENTION_LEVELS.find((known) => known === word);
  return level === undefined ? word : LEVEL_WORDS[level];
}

export function curveName(name: CurveName): string {
  if (name === 'score') return 'Score, 0 to 100';
  return name === 'face' ? 'A face was seen' : featureName(name);
}

/** A moment since the recording's first frame. */
export const momentWords = (frames: Frames, at: number): string =>
  tenthsClock((at - startOfFrames(frames)) / 1000);

const NOTHING: Record<(LabelNote & { kind: 'nothing' })['why'], string> = {
  no_span: 'Nothing is said here.',
  no_word: 'Press a word’s number to end the stretch.',
  no_step: 'There is nothing more to undo or do again.',
  not_begun: 'Nothing was begun: press a word’s number, or [.',
};

/** What was done, in a sentence; null for moves, which the cursor tells itself. */
export function noteWords(frames: Frames, note: LabelNote): string | null {
  const moment = (at: number): string => momentWords(frames, at);
  switch (note.kind) {
    case 'moved':
      return null;
    case 'begun':
      return note.word === null
        ? `Begun at ${moment(note.at)}. Move on, then press a word’s number.`
        : `${wordName(note.word)} begun at ${moment(note.at)}. Move on and press again to end it.`;
    case 'given_up':
      return 'Nothing is begun.';
    case 'painted':
      return `${wordName(note.span.word)} from ${moment(note.span.from)} to ${moment(note.span.to)}.`;
    case 'erased': {
      const what = note.word === null ? 'Labels' : wordName(note.word);
      return `${what} erased from ${moment(note.stretch.from)} to ${moment(note.stretch.to)}.`;
    }
    case 'edge': {
      const does = note.edge === 'from' ? 'begins' : 'ends';
      return `${wordName(note.word)} ${does} at ${moment(note.at)}.`;
    }
    case 'split':
      return `Split at ${moment(note.at)}.`;
    case 'replaced':
      return `${note.spans} ${note.spans === 1 ? 'span' : 'spans'} from the file, in the place of what was here. Undo brings that back.`;
    case 'undone':
      return 'Undone.';
    case 'redone':
      return 'Done again.';
    case 'nothing':
      return NOTHING[note.why];
  }
}
