import type { LabelCommand } from '#core/lab/labels/labelling.ts';

/** What is pressed, as the browser tells it. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey'>;

export type KeyMeaning = LabelCommand | { readonly kind: 'help' };

/** Told in the dialog, in this order. */
export const KEY_HELP: readonly (readonly [keys: readonly string[], does: string])[] = [
  [
    ['1', '…', '9'],
    'Begin a stretch with that word; again: end it at the cursor. Another number ends it and begins its own.',
  ],
  [['[', 'or', 'I'], 'Begin without a word; a number then gives it one.'],
  [['] ', 'or', 'O'], 'End the stretch that was begun.'],
  [['Esc'], 'Give up what was begun.'],
  [['←', '→'], 'One frame.'],
  [['Shift', '← →'], 'One second.'],
  [['Ctrl', '← →'], 'Ten seconds.'],
  [['Page Up', 'Page Down'], 'As far as is in view.'],
  [['↑', '↓'], 'The edge of a span before, or after.'],
  [['Home', 'End'], 'The recording’s beginning or end.'],
  [['Backspace'], 'Erase what was begun, or the span at the cursor.'],
  [['{', 'or', 'Shift I'], 'The span at the cursor, or the next, begins here.'],
  [['}', 'or', 'Shift O'], 'The span at the cursor, or the one before, ends here.'],
  [['S'], 'Split the span at the cursor.'],
  [['Ctrl', 'Z'], 'Undo. With Shift: do again.'],
  [['+', '−', '0'], 'Zoom in, zoom out, show all.'],
  [['?'], 'These keys.'],
];

const ZOOM = 0.5;

function stepOf({ shiftKey, ctrlKey, metaKey }: Pressed): 'frame' | 'second' | 'ten_seconds' {
  if (ctrlKey || metaKey) return 'ten_seconds';
  return shiftKey ? 'second' : 'frame';
}

/** Letters and signs, whatever the layout puts them on. */
const SIGNS: Readonly<Record<string, KeyMeaning>> = {
  '[': { kind: 'begin' },
  i: { kind: 'begin' },
  ']': { kind: 'finish' },
  o: { kind: 'finish' },
  '{': { kind: 'edge_here', edge: 'from' },
  I: { kind: 'edge_here', edge: 'from' },
  '}': { kind: 'edge_here', edge: 'to' },
  O: { kind: 'edge_here', edge: 'to' },
  s: { kind: 'split' },
  S: { kind: 'split' },
  '+': { kind: 'zoom', factor: ZOOM },
  '=': { kind: 'zoom', factor: ZOOM },
  '-': { kind: 'zoom', factor: 1 / ZOOM },
  '0': { kind: 'show_all' },
  '?': { kind: 'help' },
  Escape: { kind: 'give_up' },
  Backspace: { kind: 'erase' },
  Delete: { kind: 'erase' },
  Home: { kind: 'jump', to: 'start' },
  End: { kind: 'jump', to: 'end' },
  ArrowDown: { kind: 'jump', to: 'next_edge' },
  ArrowUp: { kind: 'jump', to: 'previous_edge' },
  PageDown: { kind: 'step', by: 'page', way: 1 },
  PageUp: { kind: 'step', by: 'page', way: -1 },
};

/** What a key asks for; null where it is none of these. `words`: in the order of their numbers. */
export function meaningOf(pressed: Pressed, words: readonly string[]): KeyMeaning | null {
  const { key, code, shiftKey, ctrlKey, metaKey } = pressed;
  if (key === 'ArrowLeft') return { kind: 'step', by: stepOf(pressed), way: -1 };
  if (key === 'ArrowRight') return { kind: 'step', by: stepOf(pressed), way: 1 };
  if (ctrlKey || metaKey) {
    const letter = key.toLowerCase();
    if (letter === 'z') return { kind: shiftKey ? 'redo' : 'undo' };
    if (letter === 'y') return { kind: 'redo' };
    // With Ctrl and Alt together some layouts write [ and {.
    return key === '[' || key === ']' || key === '{' || key === '}' ? (SIGNS[key] ?? null) : null;
  }
  const digit = /^[1-9]$/.test(key)
    ? key
    : /^(?:Digit|Numpad)([1-9])$/.exec(shiftKey ? '' : code)?.[1];
  const word = digit === undefined ? undefined : words[Number(digit) - 1];
  if (word !== undefined) return { kind: 'word', word };
  return Object.hasOwn(SIGNS, key) ? (SIGNS[key] ?? null) : null;
}
