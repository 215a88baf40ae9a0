import { at } from '../numeric/at.ts';
import { resultOf } from '../numeric/result-of.ts';
import { type DurationMs, type TimestampMs, timestampMs } from '../units.ts';
import type { WindowInput } from '../windows/sliding-window.ts';
import type { WindowContract } from '../windows/window.ts';
import { gridRuns, type GridRun } from './grid-runs.ts';

/** How a sequence is cut into windows to learn from. */
export interface WindowPlan {
  readonly contract: WindowContract;
  /** Grid samples from one window's start to the next's. */
  readonly hop: number;
  /** What becomes of a stretch without gaps that is shorter than a window. */
  readonly short: { readonly kind: 'skip' } | { readonly kind: 'pad'; readonly atLeast: number };
  /** What becomes of a source whose own rate is more than a tenth off the contract's. */
  readonly otherRates: 'resample' | 'refuse';
}

export interface CutWindow {
  /** length x features, row-major, unscaled; padding is 0. */
  readonly values: Float32Array;
  /** Rows at the beginning that are padding and not data. */
  readonly padding: number;
  readonly endsAt: TimestampMs;
}

export type Cut =
  | {
      readonly kind: 'cut';
      readonly windows: readonly CutWindow[];
      /** Of the source, in Hz; null where it has no two samples in a row. */
      readonly sourceHz: number | null;
      /** Stretches that were too short. */
      readonly skipped: number;
    }
  | {
      readonly kind: 'refused';
      readonly reason: 'other_rate' | 'too_slow';
      /** One sentence for the person who gave the source. */
      readonly sentence: string;
    };

const RATE_TOLERANCE = 0.1;
/** Windows between two pauses. */
const STRETCH = 256;

/** Whole grid samples in `duration`. Throws RangeError where the grid does not divide it. */
export function samplesIn(duration: DurationMs, rateHz: number): number {
  const samples = (duration * rateHz) / 1000;
  const whole = Math.round(samples);
  if (whole < 1 || Math.abs(samples - whole) > 1e-6) {
    throw new RangeError(
      `${duration} ms are ${samples} samples at ${rateHz} Hz, not a whole number`,
    );
  }
  return whole;
}

/** Median time between neighbouring samples, or null where no two are neighbours. */
function medianStep(
  inputs: readonly WindowInput[],
  times: readonly TimestampMs[] | null,
): number | null {
  const steps: number[] = [];
  let row = 0;
  for (let index = 1; index < inputs.length; index++) {
    const [before, here] = [at(inputs, index - 1), at(inputs, index)];
    const step = here.capturedAt - before.capturedAt;
    while (times !== null && row < times.length && times[row] !== before.capturedAt) row++;
    const joined = times === null || times[row + 1] === here.capturedAt;
    if (before.kind === 'face' && here.kind === 'face' && joined && step > 0) steps.push(step);
  }
  steps.sort((a, b) => a - b);
  return steps[Math.floor(steps.length / 2)] ?? null;
}

function checkPlan({ contract, hop, short }: WindowPlan): void {
  const { length } = contract;
  if (!Number.isInteger(length) || length < 2) {
    throw new RangeError(`a window of ${length} samples has no course: 2 or more`);
  }
  if (!Number.isInteger(hop) || hop < 1) throw new RangeError(`a hop of ${hop} leads nowhere`);
  if (short.kind === 'pad' && (short.atLeast < 2 || short.atLeast > length)) {
    throw new RangeError(`padding starts at 2 to ${length} samples, not at ${short.atLeast}`);
  }
}

function* windowsOf(run: GridRun, plan: WindowPlan, featureCount: number): Generator<CutWindow> {
  const { length, rateHz } = plan.contract;
  const { rows } = run;
  for (let start = 0; start === 0 || start + length <= rows.length; start += plan.hop) {
    const own = rows.slice(start, start + length);
    const padding = length - own.length;
    const values = new Float32Array(length * featureCount);
    own.forEach((row, index) => {
      values.set(row, (padding + index) * featureCount);
    });
    const after = rows.length - start - own.length;
    yield { values, padding, endsAt: timestampMs(run.endsAt - (after * 1000) / rateHz) };
  }
}

/**
 * The windows of one sequence, in order of time: those that a live session has, every `hop`
 * samples from the beginning of each stretch without gaps. Padding stands at the beginning, so
 * that a window still ends at its anchor. `times` are those of all rows where some were refused and
 * are not among `inputs`: what was refused does not slow a source down. Yields now and then, so that
 * a caller may pause. Throws RangeError for a plan that makes no sense.
 */
export function* cutting(
  inputs: readonly WindowInput[],
  plan: WindowPlan,
  featureCount: number,
  times: readonly TimestampMs[] | null = null,
): Generator<null, Cut> {
  checkPlan(plan);
  const { contract, short } = plan;
  const step = medianStep(inputs, times);
  const sourceHz = step === null ? null : 1000 / step;
  if (step !== null && step > contract.maxGap) {
    const sentence = `its samples lie ${Math.round(step)} ms apart, and a window bridges ${contract.maxGap} ms at most: take a recording with more samples a second, or a recipe for slow ones.`;
    return { kind: 'refused', reason: 'too_slow', sentence };
  }
  const isOther = sourceHz !== null && Math.abs(sourceHz / contract.rateHz - 1) > RATE_TOLERANCE;
  if (isOther && plan.otherRates === 'refuse') {
    const sentence = `it has ${sourceHz.toFixed(1)} samples a second where the recipe has ${contract.rateHz}, and the recipe refuses other rates: allow resampling, or leave it out.`;
    return { kind: 'refused', reason: 'other_rate', sentence };
  }
  const shortest = short.kind === 'pad' ? short.atLeast : contract.length;
  const windows: CutWindow[] = [];
  let skipped = 0;
  for (const run of gridRuns(inputs, contract, featureCount)) {
    if (run === null) yield null;
    else if (run.rows.length < shortest) skipped++;
    else {
      for (const window of windowsOf(run, plan, featureCount)) {
        windows.push(window);
        if (windows.length % STRETCH === 0) yield null;
      }
    }
  }
  return { kind: 'cut', windows, sourceHz, skipped };
}

/** The same at once. */
export const cutWindows = (...given: Parameters<typeof cutting>): Cut =>
  resultOf(cutting(...given));

/** The rows of a window that are data. */
export const realRows = (
  { values, padding }: Pick<CutWindow, 'values' | 'padding'>,
  featureCount: number,
): Float32Array => values.subarray(padding * featureCount);

/** 1 for a row of data, 0 for padding. */
export const rowMask = (padding: number, length: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(length).fill(1, padding);
