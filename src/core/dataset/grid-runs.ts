import type { TimestampMs } from '../units.ts';
import { createSlidingWindow, type WindowInput } from '../windows/sliding-window.ts';
import type { WindowContract } from '../windows/window.ts';

/** Grid samples without a gap between them; at least two. */
export interface GridRun {
  readonly endsAt: TimestampMs;
  /** In order of time. */
  readonly rows: readonly Float32Array[];
}

/** Inputs between two pauses. */
const STRETCH = 1024;

/**
 * The stretches without a gap that a contract's grid has of one sequence: what a live session
 * would make windows from. A grid sample that stands alone is left out. Yields null now and then
 * where no stretch has ended, so that a caller may pause.
 */
export function* gridRuns(
  inputs: Iterable<WindowInput>,
  contract: Pick<WindowContract, 'rateHz' | 'maxGap'>,
  featureCount: number,
): Generator<GridRun | null, undefined> {
  // A window of two is ready exactly where a grid sample is joined to the one before.
  const pairs = createSlidingWindow({ ...contract, length: 2 }, featureCount);
  let rows: Float32Array[] = [];
  let endsAt: TimestampMs | null = null;
  let seen = 0;
  for (const input of inputs) {
    for (const state of pairs.push(input)) {
      if (state.kind === 'ready') {
        if (endsAt === null) rows.push(state.values.slice(0, featureCount));
        rows.push(state.values.slice(featureCount));
        endsAt = state.endsAt;
      } else if (state.filled < 2 && endsAt !== null) {
        yield { endsAt, rows };
        rows = [];
        endsAt = null;
      }
    }
    if (++seen % STRETCH === 0) yield null;
  }
  if (endsAt !== null) yield { endsAt, rows };
}
