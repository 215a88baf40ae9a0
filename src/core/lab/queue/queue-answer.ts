import type { Listed } from '../lab-stores.ts';
import type { Strategy } from './choose-batch.ts';
import type { TimeSpan } from './stretches.ts';

export type AnswerGiven =
  /** The label is in the recording's track; here is only that it was asked for, and when. */
  | { readonly kind: 'word'; readonly word: string }
  /** Not asked again. */
  | { readonly kind: 'skipped' }
  | { readonly kind: 'cannot_tell' };

/** What somebody said when asked, in the queue; the labels themselves are in the label tracks. */
export interface QueueAnswer extends TimeSpan {
  readonly recording: string;
  readonly formatVersion: 1;
  readonly given: AnswerGiven;
  /** What asked. */
  readonly strategy: Strategy;
  /** Unix time, milliseconds. */
  readonly answeredAt: number;
}

export interface QueueAnswerStore {
  /** In the order in which they were given. */
  list(): Promise<Listed<QueueAnswer>>;
  put(answer: QueueAnswer): Promise<void>;
  delete(answer: Pick<QueueAnswer, 'recording' | 'from'>): Promise<void>;
}
