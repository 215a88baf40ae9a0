import { Presets, SingleBar } from 'cli-progress';
import type { ExtractProgress } from './run.ts';

/** Frames shown as unknown in number until they end. */
const ENDLESS = 0;

/** On standard error, and only where somebody is looking. */
export function createProgressBar(): ExtractProgress {
  const bar = new SingleBar(
    {
      format: '{bar} {percentage}% | {value}/{total} frames | {eta_formatted} left',
      stream: process.stderr,
      noTTYOutput: false,
      clearOnComplete: true,
      hideCursor: true,
    },
    Presets.shades_classic,
  );
  return {
    start(total) {
      bar.start(total ?? ENDLESS, 0);
    },
    advance(done) {
      if (done > bar.getTotal()) bar.setTotal(done);
      bar.update(done);
    },
    stop() {
      bar.stop();
    },
  };
}
