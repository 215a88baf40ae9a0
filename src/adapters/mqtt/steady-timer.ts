/** Intervals that go on in a hidden page, from one worker; to the next whole second. */
interface Interval {
  readonly tick: () => void;
  readonly everyMs: number;
  dueAt: number;
}

const intervals = new Map<number, Interval>();
let worker: Worker | null = null;
let newest = 0;

function onTick(): void {
  if (intervals.size === 0) {
    worker?.terminate();
    worker = null;
  }
  const now = performance.now();
  for (const interval of [...intervals.values()]) {
    if (interval.dueAt > now) continue;
    interval.dueAt = now + interval.everyMs;
    interval.tick();
  }
}

function startWorker(): Worker {
  const started = new Worker(new URL('../../workers/timer.worker.ts', import.meta.url), {
    type: 'module',
  });
  started.onmessage = onTick;
  return started;
}

/** In the form that mqtt.js takes. Its worker goes a second after the last interval. */
export const steadyTimer = {
  set(tick: () => void, everyMs: number): number {
    worker ??= startWorker();
    newest += 1;
    intervals.set(newest, { tick, everyMs, dueAt: performance.now() + everyMs });
    return newest;
  },
  clear(id: number): void {
    intervals.delete(id);
  },
};
