/** How far a run over a folder is, on standard error: a bar where somebody is looking, else lines. */
import { Presets, SingleBar } from 'cli-progress';

const LINE_EVERY_MS = 30_000;
const BAR_EVERY_MS = 200;
const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;

export interface FolderAdvance {
  /** Clips that need nothing more, those done before among them. */
  readonly finished: number;
  /** Rows written in this run. */
  readonly rows: number;
  /** Of what this run has to read, by size of file, 0 to 1. */
  readonly share: number;
}

export interface FolderProgress {
  start(clips: number, before: number): void;
  advance(state: FolderAdvance): void;
  stop(): void;
  /** A sentence to be read by whoever watches. */
  tell(sentence: string): void;
}

/** As `2 h 05 min`, `3 min 20 s` or `12 s`. */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  if (whole >= HOUR_S) {
    return `${Math.floor(whole / HOUR_S)} h ${two((whole % HOUR_S) / MINUTE_S)} min`;
  }
  if (whole >= MINUTE_S) return `${Math.floor(whole / MINUTE_S)} min ${two(whole % MINUTE_S)} s`;
  return `${whole} s`;
}

/** Frames a second, and the time that what is left will take at the pace so far. */
export function paceText({ rows, share }: FolderAdvance, seconds: number): string {
  const speed = `${(rows / Math.max(seconds, 0.001)).toFixed(1)} frames/s`;
  if (share <= 0) return speed;
  return `${speed}, ${durationText((seconds * (1 - share)) / share)} left`;
}

export const createFolderProgress = (): FolderProgress =>
  process.stderr.isTTY ? createBar() : createLines();

function createBar(): FolderProgress {
  const bar = new SingleBar(
    {
      format: '{bar} {value} of {total} clips | {pace}',
      stream: process.stderr,
      clearOnComplete: true,
      hideCursor: true,
    },
    Presets.shades_classic,
  );
  let began = 0;
  let drawn = 0;
  return {
    start(clips, before) {
      began = performance.now();
      bar.start(clips, before, { pace: '' });
    },
    advance(state) {
      const now = performance.now();
      if (now - drawn < BAR_EVERY_MS) return;
      drawn = now;
      bar.update(state.finished, { pace: paceText(state, (now - began) / 1000) });
    },
    stop() {
      bar.stop();
    },
    tell(sentence) {
      process.stderr.write(`\r\u001b[K${sentence}\n`);
    },
  };
}

function createLines(): FolderProgress {
  let began = 0;
  let told = 0;
  let total = 0;
  return {
    start(clips, before) {
      began = told = performance.now();
      total = clips;
      if (before > 0) console.error(`${before} of ${clips} clips were done before.`);
    },
    advance(state) {
      const now = performance.now();
      if (now - told < LINE_EVERY_MS) return;
      told = now;
      console.error(
        `${state.finished} of ${total} clips, ${paceText(state, (now - began) / 1000)}`,
      );
    },
    stop: () => undefined,
    tell(sentence) {
      console.error(sentence);
    },
  };
}
