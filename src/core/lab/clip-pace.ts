import { median } from '../evaluation/agreement.ts';
import { durationMs, type DurationMs } from '../units.ts';
import type { Clip } from './clip.ts';

/** Over how many of the last stretches the pace is taken, and how many it takes to speak of it. */
const STRETCHES = 31;
const KNOWN_AFTER = 4;

export interface ClipPace {
  readonly framesPerSecond: number;
  /** Seconds of video read in a second. */
  readonly timesRealTime: number;
}

/** How fast videos are read, by the median of the last stretches, which a pause or a hiccup leaves alone. */
export interface PaceKeeper {
  add(frames: number, video: DurationMs, took: DurationMs): void;
  /** null until it is known. */
  pace(): ClipPace | null;
}

export function createPaceKeeper(): PaceKeeper {
  const perFrame: number[] = [];
  const ratios: number[] = [];
  const keep = (values: number[], value: number): void => {
    values.push(value);
    if (values.length > STRETCHES) values.shift();
  };
  return {
    add(frames, video, took) {
      if (frames === 0 || took <= 0) return;
      keep(perFrame, took / frames);
      if (video > 0) keep(ratios, video / took);
    },
    pace() {
      const [took, timesRealTime] = [median(perFrame), median(ratios)];
      if (ratios.length < KNOWN_AFTER || took === null || timesRealTime === null) return null;
      return { framesPerSecond: 1000 / took, timesRealTime };
    },
  };
}

/** A video's frames so far and in all, as far as they are known; else null. */
function framesOf({ state }: Clip): { readonly done: number; readonly all: number } | null {
  switch (state.kind) {
    case 'begun':
      return {
        done: state.soFar.frames,
        all: Math.max(state.soFar.frames, state.expectedFrames),
      };
    case 'done':
      return { done: state.frames, all: state.frames };
    case 'waiting':
    case 'failed':
      return null;
  }
}

/**
 * How long what is left will take at that pace. Videos that were not opened yet count by their size,
 * as the others have so many frames a byte; null until there is one to tell.
 */
export function timeLeft(clips: readonly Clip[], pace: ClipPace | null): DurationMs | null {
  let left = 0;
  let unknownBytes = 0;
  let knownBytes = 0;
  let knownFrames = 0;
  for (const clip of clips) {
    const frames = framesOf(clip);
    if (frames === null) {
      if (clip.state.kind === 'waiting') unknownBytes += clip.sizeBytes;
      continue;
    }
    left += frames.all - frames.done;
    knownFrames += frames.all;
    knownBytes += clip.sizeBytes;
  }
  if (pace === null || (unknownBytes > 0 && knownBytes === 0)) return null;
  const frames = left + (unknownBytes === 0 ? 0 : (unknownBytes * knownFrames) / knownBytes);
  return durationMs((frames / pace.framesPerSecond) * 1000);
}

/** How much of all bytes needs nothing more, 0 to 1; what failed is among them. */
export function shareDone(clips: readonly Clip[]): number {
  let all = 0;
  let done = 0;
  for (const clip of clips) {
    all += clip.sizeBytes;
    if (clip.state.kind === 'done' || clip.state.kind === 'failed') done += clip.sizeBytes;
    const frames = clip.state.kind === 'begun' ? framesOf(clip) : null;
    if (frames !== null && frames.all > 0) done += (clip.sizeBytes * frames.done) / frames.all;
  }
  return all === 0 ? 1 : done / all;
}
