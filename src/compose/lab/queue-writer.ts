import type { LabelSpan } from '#core/lab/label-track.ts';
import type { LabelStore } from '#core/lab/lab-stores.ts';
import { painted } from '#core/lab/labels/spans.ts';
import type { Strategy } from '#core/lab/queue/choose-batch.ts';
import type { AnswerGiven, QueueAnswer, QueueAnswerStore } from '#core/lab/queue/queue-answer.ts';
import type { AskedStretch } from '#core/lab/queue/queue-batch.ts';

export interface QueueWriterPorts {
  readonly labels: Pick<LabelStore, 'get' | 'put'>;
  readonly answers: Pick<QueueAnswerStore, 'put' | 'delete'>;
  readonly now: () => number;
}

/** Writes answers, one after the other, and takes the last ones back. */
export interface QueueWriter {
  /** A word goes into the recording's labels as well. Rejects where it is not kept. */
  keep(asked: AskedStretch, given: AnswerGiven, strategy: Strategy): Promise<void>;
  /** Rejects where it stays. Nothing where there is none. */
  takeBackLast(): Promise<void>;
  /** Answers of now are not taken back any more. */
  beginAnew(): void;
  /** Resolves once everything is written, or was not. */
  settled(): Promise<void>;
}

interface Step {
  readonly answer: QueueAnswer;
  /** The recording's spans before; null where the answer was no label. */
  readonly before: readonly LabelSpan[] | null;
}

export function createQueueWriter({ labels, answers, now }: QueueWriterPorts): QueueWriter {
  let steps: Step[] = [];
  let last: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const own = last.then(work);
    last = own.catch(() => undefined);
    return own;
  };

  async function write(asked: AskedStretch, given: AnswerGiven, strategy: Strategy): Promise<void> {
    const { recording, span } = asked;
    const answeredAt = now();
    const head = { recording, ...span, formatVersion: 1, given, strategy, answeredAt } as const;
    if (given.kind !== 'word') {
      await answers.put(head);
      steps.push({ answer: head, before: null });
      return;
    }
    const before = (await labels.get(recording))?.spans ?? [];
    const spans = painted(before, { ...span, word: given.word });
    await labels.put({ recording, formatVersion: 1, spans, updatedAt: answeredAt });
    steps.push({ answer: head, before });
    await answers.put(head);
  }

  async function takeBack({ answer, before }: Step): Promise<void> {
    const { recording } = answer;
    if (before !== null) {
      await labels.put({ recording, formatVersion: 1, spans: before, updatedAt: now() });
    }
    await answers.delete(answer);
  }

  return {
    keep: (asked, given, strategy) => inTurn(() => write(asked, given, strategy)),
    takeBackLast: () =>
      inTurn(async () => {
        const step = steps.at(-1);
        if (step === undefined) return;
        await takeBack(step);
        steps = steps.slice(0, -1);
      }),
    beginAnew() {
      steps = [];
    },
    settled: () => last,
  };
}
