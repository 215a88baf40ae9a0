import { nextTurn } from './next-turn.ts';

/** Of a calculation on the page, between two turns of everything else. */
const STRETCH_MS = 12;

export type GiveWay = () => Promise<void>;

/** Lets waiting messages in where the last time is long ago; rejects with the reason of `abort`. */
export function turns(abort?: AbortSignal): GiveWay {
  let last = performance.now();
  return async () => {
    if (performance.now() - last >= STRETCH_MS) {
      await nextTurn();
      last = performance.now();
    }
    abort?.throwIfAborted();
  };
}

/** Runs a calculation that pauses after its steps to its end. */
export async function inTurns<Step, Result>(
  steps: Iterator<Step, Result>,
  giveWay: GiveWay,
  onStep?: (step: Step) => void,
): Promise<Result> {
  for (;;) {
    await giveWay();
    const step = steps.next();
    if (step.done === true) return step.value;
    onStep?.(step.value);
  }
}

/** `map` in turns. */
export async function mappedInTurns<Item, Result>(
  items: readonly Item[],
  map: (item: Item) => Result,
  giveWay: GiveWay,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    await giveWay();
    results.push(map(item));
  }
  return results;
}
