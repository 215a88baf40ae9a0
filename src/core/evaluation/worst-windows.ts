import type { SourcedWindow } from '../dataset/sided-window.ts';
import { at } from '../numeric/at.ts';
import type { DurationMs, TimestampMs } from '../units.ts';
import { type EvaluationInput, questionsOf } from './evaluate-model.ts';
import { lossOfRow } from './log-loss.ts';

/** A window of which the model was sure and wrong. */
export interface WorstWindow {
  /** Among the windows that were judged. */
  readonly index: number;
  readonly person: string;
  readonly recording: string;
  /** null for a still. */
  readonly endsAt: TimestampMs | null;
  /** Labels that are true of it; none or several of independent ones. */
  readonly truth: readonly string[];
  /** One for each label. */
  readonly probabilities: readonly number[];
  /** Mean over questions of -ln of what was stated of the truth. */
  readonly loss: number;
}

type Judged = Pick<SourcedWindow, 'source' | 'person' | 'targets'>;

/**
 * The windows of the largest loss, the worst first; of one recording none that reaches into one that
 * is listed, so that a bad moment stands once. Throws RangeError as `questionsOf` does.
 */
export function worstWindows(
  windows: readonly Judged[],
  input: Pick<
    EvaluationInput,
    'labels' | 'ordinal' | 'output' | 'truth' | 'train' | 'probabilities'
  >,
  { most, length }: { readonly most: number; readonly length: DurationMs },
): readonly WorstWindow[] {
  const { labels, probabilities } = input;
  const asked = questionsOf(input).map(({ rows }) => rows(probabilities));
  const losses = windows.map(
    (_, index) =>
      asked.reduce(
        (sum, rows) => sum + lossOfRow(at(rows.probabilities, index), at(rows.truth, index)),
        0,
      ) / asked.length,
  );
  const order = [...windows.keys()].sort((a, b) => at(losses, b) - at(losses, a));
  const listed: WorstWindow[] = [];
  for (const index of order) {
    if (listed.length === most) break;
    const { source, person, targets } = at(windows, index);
    const { file, endsAt } = source;
    const near = listed.some(
      (own) =>
        own.recording === file &&
        own.endsAt !== null &&
        endsAt !== null &&
        Math.abs(own.endsAt - endsAt) < length,
    );
    if (near) continue;
    listed.push({
      index,
      person,
      recording: file,
      endsAt,
      truth: labels.filter((_, label) => at(targets, label) >= 0.5),
      probabilities: at(probabilities, index),
      loss: at(losses, index),
    });
  }
  return listed;
}
