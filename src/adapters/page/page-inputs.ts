import type { CountedInput } from '#core/sessions/behaviour.ts';

/** Mouse moves come by the hundred; one count stands for this long of moving. */
const MOVE_STEP_MS = 250;

/**
 * Tells that an input happened, never which. Key repeats of a key held down are one press; moves
 * are counted once per quarter of a second of moving. Returns what stops it.
 */
export function watchInputs(onInput: (input: CountedInput) => void): () => void {
  const abort = new AbortController();
  const options = { signal: abort.signal, passive: true, capture: true } as const;
  let lastMove = -Infinity;

  window.addEventListener(
    'pointerdown',
    () => {
      onInput('mouse_click');
    },
    options,
  );
  window.addEventListener(
    'pointermove',
    (event) => {
      if (event.timeStamp - lastMove < MOVE_STEP_MS) return;
      lastMove = event.timeStamp;
      onInput('mouse_move');
    },
    options,
  );
  window.addEventListener(
    'keydown',
    ({ repeat }) => {
      if (!repeat) onInput('keyboard_press');
    },
    options,
  );

  return () => {
    abort.abort();
  };
}
