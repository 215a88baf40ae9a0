import type { Prediction } from '#core/models/prediction.ts';
import type { LiveClassifier } from '#core/ports.ts';
import type { WindowState } from '#core/windows/window.ts';

export type ReadyWindow = Extract<WindowState, { kind: 'ready' }>;

export interface NewestWindow {
  /** Takes the window as soon as the model is free, unless a newer one comes first. */
  offer(number: number, window: ReadyWindow): void;
  /** Takes no more; what is in flight or waiting settles as `model_unavailable`. */
  stop(): void;
}

interface Numbered {
  readonly number: number;
  readonly window: ReadyWindow;
}

/**
 * Keeps the model busy with the newest window: one in flight, at most one waiting. Every number
 * settles exactly once, with probabilities in the order of `labels`.
 * Throws RangeError where the model does not know them.
 */
export function createNewestWindow(
  classifier: LiveClassifier,
  labels: readonly string[],
  onSettled: (number: number, prediction: Prediction) => void,
): NewestWindow {
  const order = labels.map((label) => classifier.labels.indexOf(label));
  if (order.includes(-1)) {
    throw new RangeError(
      `model ${classifier.modelId} knows ${classifier.labels.join(', ')}; ` +
        `the session logs ${labels.join(', ')}`,
    );
  }
  let inFlight: Numbered | null = null;
  let waiting: Numbered | null = null;
  let stopped = false;

  const abstain = ({ number, window }: Numbered, reason: 'skipped' | 'model_unavailable'): void => {
    onSettled(number, { kind: 'abstained', at: window.endsAt, reason });
  };

  const inOrder = (prediction: Prediction): Prediction =>
    prediction.kind === 'abstained'
      ? prediction
      : {
          ...prediction,
          probabilities: order.map((index) => prediction.probabilities[index]).filter(isKnown),
        };

  const settle = (job: Numbered, prediction: Prediction | null): void => {
    if (stopped) return;
    inFlight = null;
    const next = waiting;
    waiting = null;
    if (next !== null) classify(next);
    if (prediction === null) abstain(job, 'model_unavailable');
    else onSettled(job.number, inOrder(prediction));
  };

  const classify = (job: Numbered): void => {
    inFlight = job;
    classifier.classify(job.window).then(
      (prediction) => {
        settle(job, prediction);
      },
      () => {
        settle(job, null);
      },
    );
  };

  return {
    offer(number, window) {
      const job = { number, window };
      if (inFlight === null) {
        classify(job);
        return;
      }
      if (waiting !== null) abstain(waiting, 'skipped');
      waiting = job;
    },
    stop() {
      stopped = true;
      for (const job of [inFlight, waiting]) if (job !== null) abstain(job, 'model_unavailable');
      inFlight = null;
      waiting = null;
    },
  };
}

const isKnown = <T>(value: T | undefined): value is T => value !== undefined;
