import { Presets, SingleBar } from 'cli-progress';
import type { ExtractProgress } from './write-features.ts';

/** Frames shown as unknown in number until they end. */
const ENDLESS = 0;
const LINE_EVERY_MS = 5000;

const seconds = (since: number): number => (performance.now() - since) / 1000;
const rate = (done: number, since: number): number => done / Math.max(seconds(since), 0.001);

/** On standard error: a bar where somebody is looking, else a line every few seconds. */
export const createProgressBar = (): ExtractProgress =>
  process.stderr.isTTY ? createBar() : createLines();

function createBar(): ExtractProgress {
  const bar = new SingleBar(
    {
      format: '{bar} {percentage}% | {value}/{total} frames | {speed}/s | {eta_formatted} left',
      stream: process.stderr,
      clearOnComplete: true,
      hideCursor: true,
    },
    Presets.shades_classic,
  );
  let began = 0;
  return {
    start(total) {
      began = performance.now();
      bar.start(total ?? ENDLESS, 0, { speed: '0' });
    },
    advance(done) {
      if (done > bar.getTotal()) bar.setTotal(done);
      bar.update(done, { speed: rate(done, began).toFixed(1) });
    },
    stop() {
      bar.stop();
    },
    tell(sentence) {
      process.stderr.write(`\r\u001b[K${sentence}\n`);
    },
  };
}

function createLines(): ExtractProgress {
  let began = 0;
  let told = 0;
  let total: number | null = null;
  return {
    start(expected) {
      began = performance.now();
      told = began;
      total = expected;
    },
    advance(done) {
      if (performance.now() - told < LINE_EVERY_MS) return;
      told = performance.now();
      const speed = rate(done, began);
      const left =
        total === null || total < done
          ? ''
          : ` of about ${total}, ${Math.ceil((total - done) / speed)} s left`;
      console.error(`${done} frames${left}, ${speed.toFixed(1)} frames/s`);
    },
    stop: () => undefined,
    tell(sentence) {
      console.error(sentence);
    },
  };
}
