import type { Strategy } from '#core/lab/queue/choose-batch.ts';
import type { AnswerGiven } from '#core/lab/queue/queue-answer.ts';

export interface QueueSettings {
  /** Key of a choice. */
  readonly chosen?: string;
  readonly strategy?: Strategy;
  readonly size?: number;
}

/** Outcomes appear in the store; none of these rejects. */
export interface QueueActions {
  /** Reads what can be asked about, and asks for the first batch. */
  readonly openQueue: () => Promise<void>;
  /** What was being worked out is given up; answers are kept. */
  readonly closeQueue: () => void;
  /** Another model, strategy or size; asks for a new batch. */
  readonly changeQueue: (settings: QueueSettings) => Promise<void>;
  readonly askForBatch: () => Promise<void>;
  /** Of the stretch that is asked about; the next one is shown at once. */
  readonly answerQueue: (given: AnswerGiven) => Promise<void>;
  /** Takes the last answer of this batch back. */
  readonly undoAnswer: () => Promise<void>;
  readonly drawLabelCurve: () => Promise<void>;
}
