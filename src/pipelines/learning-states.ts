import type { Prediction } from '#core/models/prediction.ts';
import type { LiveClassifier } from '#core/ports.ts';
import { SECOND_AT_30_HZ } from '#core/recipes/engagement.ts';
import type { Observation } from '#core/signals/face-sample.ts';
import { FACE_FEATURE_COUNT } from '#core/signals/face-signal.ts';
import { createSlidingWindow } from '#core/windows/sliding-window.ts';
import type { WindowState } from '#core/windows/window.ts';
import { createNewestWindow, type NewestWindow } from './newest-window.ts';

/** What a sample's row gets: a prediction now, or the number of the window that will bring one. */
export type StateOfSample =
  | { readonly kind: 'known'; readonly prediction: Prediction }
  | { readonly kind: 'awaiting'; readonly number: number };

export interface LearningStates {
  /** Windows the observation; the newest due window goes to the model. */
  push(observation: Observation): StateOfSample;
  useClassifier(classifier: LiveClassifier | null): void;
}

export interface LearningStatesListeners {
  readonly window: (state: WindowState) => void;
  /** `number` is null for an abstention that no row waits for. */
  readonly prediction: (prediction: Prediction, number: number | null) => void;
}

/** The way without the model: every sample says that it was not chosen. */
export const NOT_CHOSEN: LearningStates = {
  push: ({ capturedAt }) => ({
    kind: 'known',
    prediction: { kind: 'abstained', at: capturedAt, reason: 'not_chosen' },
  }),
  useClassifier: () => undefined,
};

/** Observations → windows → model. A sample between two grid times shares the window before it. */
export function createLearningStates(on: LearningStatesListeners): LearningStates {
  const window = createSlidingWindow(SECOND_AT_30_HZ, FACE_FEATURE_COUNT);
  let model: NewestWindow | null = null;
  let count = 0;
  let newest: StateOfSample | null = null;

  const settled = (number: number, prediction: Prediction): void => {
    if (newest?.kind === 'awaiting' && newest.number === number) {
      newest = { kind: 'known', prediction };
    }
    on.prediction(prediction, number);
  };

  const known = (prediction: Prediction): StateOfSample => {
    on.prediction(prediction, null);
    return { kind: 'known', prediction };
  };

  const stateOf = (due: WindowState): StateOfSample => {
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
      const due = window.push(observation).at(-1);
      if (due !== undefined) {
        on.window(due);
        newest = stateOf(due);
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
      model = classifier === null ? null : createNewestWindow(classifier, settled);
    },
  };
}
