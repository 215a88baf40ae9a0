import type { Spans } from './spans.ts';

/** Steps that can be undone. */
const MOST_STEPS = 200;

/** What is said of a recording, what was said before, and what was taken back. */
export interface LabelHistory {
  readonly past: readonly Spans[];
  readonly present: Spans;
  /** The next to be done again comes first. */
  readonly future: readonly Spans[];
}

export const historyOf = (present: Spans): LabelHistory => ({ past: [], present, future: [] });

const same = (a: Spans, b: Spans): boolean =>
  a === b ||
  (a.length === b.length &&
    a.every((span, index) => {
      const other = b[index];
      return span.from === other?.from && span.to === other.to && span.word === other.word;
    }));

/** What changes nothing is no step. The oldest step goes where there are more than are kept. */
export function done(history: LabelHistory, next: Spans): LabelHistory {
  if (same(history.present, next)) return history;
  const past = [...history.past, history.present].slice(-MOST_STEPS);
  return { past, present: next, future: [] };
}

/** The same history where there is nothing to undo. */
export function undone({ past, present, future }: LabelHistory): LabelHistory {
  const before = past.at(-1);
  if (before === undefined) return { past, present, future };
  return { past: past.slice(0, -1), present: before, future: [present, ...future] };
}

/** The same history where there is nothing to do again. */
export function redone({ past, present, future }: LabelHistory): LabelHistory {
  const [next, ...later] = future;
  if (next === undefined) return { past, present, future };
  return { past: [...past, present], present: next, future: later };
}
