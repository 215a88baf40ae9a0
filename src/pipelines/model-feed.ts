import type { Prediction } from '#core/models/prediction.ts';
import type { LiveClassifier } from '#core/ports.ts';
import type { Observation } from '#core/signals/face-sample.ts';
import { inputOf, type ModelSignal } from '#core/signals/model-signals.ts';
import { createSlidingWindow } from '#core/windows/sliding-window.ts';
import type { WindowContract, WindowState } from '#core/windows/window.ts';
import { createNewestWindow, type NewestWindow } from './newest-window.ts';

/** What a sample's row gets: a prediction now, or the number of the window that will bring one. */
export type AnswerToSample =
  | { readonly kind: 'known'; readonly prediction: Prediction }
  | { readonly kind: 'awaiting'; readonly number: number };

export interface ModelFeed {
  /** Windows the observation; the newest due window goes to the model. */
  push(observation: Observation): AnswerToSample;
  useClassifier(classifier: LiveClassifier | null): void;
}

export interface ModelFeedSettings {
  readonly signal: ModelSignal;
  readonly contract: WindowContract;
  /** In whose order probabilities are given. */
  readonly labels: readonly string[];
  readonly window?: (state: WindowState) => void;
  /** `number` is null for an abstention that no row waits for. */
  readonly prediction: (prediction: Prediction, number: number | null) => void;
}

/** The way without the model: every sample says that it was not chosen. */
export const NOT_CHOSEN: ModelFeed = {
  push: ({ capturedAt }) => ({
    kind: 'known',
    prediction: { kind: 'abstained', at: capturedAt, reason: 'not_chosen' },
  }),
  useClassifier: () => undefined,
};

/** Observations → windows → model. A sample between two grid times shares the window before it. */
export function createModelFeed(settings: ModelFeedSettings): ModelFeed {
  const { signal, contract, labels } = settings;
  const window = createSlidingWindow(contract, signal.features.length);
  let model: NewestWindow | null = null;
  let count = 0;
  let newest: AnswerToSample | null = null;

  const settled = (number: number, prediction: Prediction): void => {
    if (newest?.kind === 'awaiting' && newest.number === number) {
      newest = { kind: 'known', prediction };
    }
    settings.prediction(prediction, number);
  };

  const known = (prediction: Prediction): AnswerToSample => {
    settings.prediction(prediction, null);
    return { kind: 'known', prediction };
  };

  const answerTo = (due: WindowState): AnswerToSample => {
    if (due.kind === 'not_ready') {
      return known({ kind: 'abstained', at: due.at, reason: due.reason });
    }
    if (model === null) {
      return known({ kind: 'abstained', at: due.endsAt, reason: 'model_unavailable' });
    }
    const number = count++;
    newest = { kind: 'awaiting', number };
    model.offer(number, due);
    return { kind: 'awaiting', number };
  };

  return {
    push(observation) {
      const due = window.push(inputOf(signal, observation)).at(-1);
      if (due !== undefined) {
        settings.window?.(due);
        newest = answerTo(due);
      }
      return (
        newest ?? {
          kind: 'known',
          prediction: { kind: 'abstained', at: observation.capturedAt, reason: 'warming_up' },
        }
      );
    },
    useClassifier(classifier) {
      model?.stop();
      model = classifier === null ? null : createNewestWindow(classifier, labels, settled);
    },
  };
}
