import {
  ATTENTION_LEVELS,
  LEARNING_STATES,
  LIVE_MODELS,
  type LiveModel,
  type Prediction,
} from '#core/models/prediction.ts';
import type { LiveClassifier } from '#core/ports.ts';
import { SECOND_AT_30_HZ } from '#core/recipes/engagement.ts';
import type { SessionMode } from '#core/sessions/records.ts';
import type { Observation } from '#core/signals/face-sample.ts';
import { ATTENTION_MODEL_SIGNAL, FACE_MODEL_SIGNAL } from '#core/signals/model-signals.ts';
import type { TimestampMs } from '#core/units.ts';
import type { WindowState } from '#core/windows/window.ts';
import { createModelFeed, type ModelFeed, NOT_CHOSEN } from './model-feed.ts';
import type { Awaited } from './sample-chunks.ts';

/** What both models make of one observation, for its row in the log. */
export interface AnswersToSample {
  readonly predictions: Readonly<Record<LiveModel, Prediction>>;
  readonly awaits: Awaited;
}

export interface LiveModels {
  push(observation: Observation): AnswersToSample;
  useClassifier(model: LiveModel, classifier: LiveClassifier | null): void;
  stop(): void;
}

export interface LiveModelsListeners {
  readonly window?: ((model: LiveModel, state: WindowState) => void) | undefined;
  /** `number` is null for an abstention that no row waits for. */
  readonly prediction: (model: LiveModel, prediction: Prediction, number: number | null) => void;
}

const INPUTS = {
  attention_level: { signal: ATTENTION_MODEL_SIGNAL, labels: ATTENTION_LEVELS },
  learning_states: { signal: FACE_MODEL_SIGNAL, labels: LEARNING_STATES },
} as const;

/** Which models run in which mode: the learning states only where they were chosen. */
export const modelsOf = (mode: SessionMode): readonly LiveModel[] =>
  mode === 'learning_states' ? LIVE_MODELS : mode === 'attention' ? ['attention_level'] : [];

const skipped = (at: TimestampMs): Prediction => ({ kind: 'abstained', at, reason: 'skipped' });

/** The models of a session's mode, each with windows of its own signal. */
export function createLiveModels(mode: SessionMode, on: LiveModelsListeners): LiveModels {
  const chosen = modelsOf(mode);
  const feedOf = (model: LiveModel): ModelFeed =>
    chosen.includes(model)
      ? createModelFeed({
          ...INPUTS[model],
          contract: SECOND_AT_30_HZ,
          window: (state) => on.window?.(model, state),
          prediction: (prediction, number) => {
            on.prediction(model, prediction, number);
          },
        })
      : NOT_CHOSEN;
  const feeds = {
    attention_level: feedOf('attention_level'),
    learning_states: feedOf('learning_states'),
  };
  return {
    push(observation) {
      const answers = {
        attention_level: feeds.attention_level.push(observation),
        learning_states: feeds.learning_states.push(observation),
      };
      const predictionOf = (model: LiveModel): Prediction => {
        const answer = answers[model];
        return answer.kind === 'known' ? answer.prediction : skipped(observation.capturedAt);
      };
      const numberOf = (model: LiveModel): number | null => {
        const answer = answers[model];
        return answer.kind === 'known' ? null : answer.number;
      };
      return {
        predictions: {
          attention_level: predictionOf('attention_level'),
          learning_states: predictionOf('learning_states'),
        },
        awaits: {
          attention_level: numberOf('attention_level'),
          learning_states: numberOf('learning_states'),
        },
      };
    },
    useClassifier(model, classifier) {
      feeds[model].useClassifier(classifier);
    },
    stop() {
      for (const model of LIVE_MODELS) feeds[model].useClassifier(null);
    },
  };
}
