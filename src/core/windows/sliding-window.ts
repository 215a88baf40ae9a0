import type { AbsentSample, FaceSample } from '../signals/face-sample.ts';
import type { TimestampMs } from '../units.ts';
import { elapsed } from '../units.ts';
import { createResampler } from './resample.ts';
import { createRowRing } from './ring-buffer.ts';
import type { WindowContract, WindowState } from './window.ts';

/** What a window is made from: a sample's features, or why there are none. */
export type WindowInput = Pick<FaceSample, 'kind' | 'capturedAt' | 'features'> | AbsentSample;

type NotReady = Extract<WindowState, { kind: 'not_ready' }>;

export interface SlidingWindow {
  /**
   * The states that became due, oldest first: one for every grid sample, or exactly one
   * `not_ready` for an absence or a gap. Empty where no grid sample was due yet. The values of a
   * ready window are its receiver's own, to keep or to transfer.
   */
  push(input: WindowInput): readonly WindowState[];
  /** The newest state; null before the first input. */
  current(): WindowState | null;
}

/**
 * The last `length` grid samples, ending at the newest. A landmarker that misses a face for less
 * than the contract's `maxGap` is bridged; any longer absence, or any absence that is not
 * `no_face`, empties the window, which says `gap` until it is full again.
 */
export function createSlidingWindow(contract: WindowContract, featureCount: number): SlidingWindow {
  const ring = createRowRing(contract.length, featureCount);
  let refilling: 'warming_up' | 'gap' = 'warming_up';
  let lastSampleAt: TimestampMs | null = null;
  let state: WindowState | null = null;
  let due: WindowState[] = [];

  const tell = (next: WindowState): void => {
    state = next;
    due.push(next);
  };

  const notReady = (at: TimestampMs, reason: NotReady['reason']): NotReady => ({
    kind: 'not_ready',
    at,
    reason,
    filled: ring.size,
  });

  const empty = (): void => {
    ring.clear();
    if (lastSampleAt !== null) refilling = 'gap';
  };

  const resampler = createResampler(contract, featureCount, {
    gap: empty,
    sample(at, values) {
      ring.push(values);
      tell(
        ring.size === contract.length
          ? { kind: 'ready', endsAt: at, values: ring.snapshot() }
          : notReady(at, refilling),
      );
    },
  });

  const pushAbsence = ({ capturedAt, reason }: AbsentSample): void => {
    const outlasts = lastSampleAt === null || elapsed(lastSampleAt, capturedAt) > contract.maxGap;
    if (reason !== 'no_face' || outlasts) {
      resampler.interrupt();
      empty();
    }
    tell(notReady(capturedAt, 'absent'));
  };

  const pushSample = (at: TimestampMs, features: Float32Array): void => {
    const filled = ring.size;
    if (!resampler.push(at, features)) return;
    lastSampleAt = at;
    const emptied = ring.size < filled;
    const wasAbsent = state?.kind === 'not_ready' && state.reason === 'absent';
    if (due.length === 0 && (state === null || emptied || wasAbsent)) {
      tell(notReady(at, refilling));
    }
  };

  return {
    push(input) {
      due = [];
      if (input.kind === 'absent') pushAbsence(input);
      else pushSample(input.capturedAt, input.features);
      return due;
    },
    current: () => state,
  };
}
