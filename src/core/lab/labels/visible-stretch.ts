import { timestampMs } from '../../units.ts';
import { type Frames, startOfFrames } from './frame-times.ts';
import type { Stretch } from './spans.ts';

/** No less than this is shown, milliseconds. */
const SHORTEST_MS = 500;

/** The whole of a recording. */
export const wholeOf = (frames: Frames): Stretch => ({
  from: startOfFrames(frames),
  to: frames.end,
});

/** As long as asked for, from `from` on, but within the recording. */
function within(frames: Frames, from: number, length: number): Stretch {
  const whole = wholeOf(frames);
  const most = whole.to - whole.from;
  const shown = Math.min(most, Math.max(SHORTEST_MS, length));
  const begin = Math.min(Math.max(from, whole.from), whole.to - shown);
  return { from: timestampMs(begin), to: timestampMs(begin + shown) };
}

/** `factor` times as long, with `around` where it was. */
export function zoomed(frames: Frames, { from, to }: Stretch, factor: number, around: number) {
  const length = Math.min(
    frames.end - startOfFrames(frames),
    Math.max(SHORTEST_MS, (to - from) * factor),
  );
  return within(frames, around - ((around - from) / (to - from)) * length, length);
}

/** Further on by `share` of what is shown. */
export const panned = (frames: Frames, { from, to }: Stretch, share: number): Stretch =>
  within(frames, from + share * (to - from), to - from);

/** The same length with the moment in it: where it is not, it comes to stand a tenth from the side. */
export function showing(frames: Frames, stretch: Stretch, moment: number): Stretch {
  const { from, to } = stretch;
  if (moment >= from && moment <= to) return stretch;
  const margin = (to - from) / 10;
  return within(frames, moment < from ? moment - margin : moment - (to - from) + margin, to - from);
}

/** A stretch of that length about the moment. */
export const around = (frames: Frames, moment: number, length: number): Stretch =>
  within(frames, moment - length / 2, length);
