import { at as itemAt } from '../numeric/at.ts';
import type { Prediction } from '../models/prediction.ts';
import { durationMs, timestampMs, type TimestampMs } from '../units.ts';
import type { Called } from './asking.ts';

/** An answer is of so long before its moment. */
export const STRETCH = durationMs(5000);
const KEPT = durationMs(20_000);
/** Of the observations of a stretch, those with a face that can be read. */
const LEAST_READABLE = 0.8;
const LEAST_OBSERVED = 20;
const LEAST_PREDICTIONS = 3;

/** What was seen of the student lately, and what the model made of it. */
export interface RecentLook {
  observed(at: TimestampMs, isReadable: boolean): void;
  predicted(prediction: Prediction): void;
  /** What the model called the seconds before a moment; null where too little was seen of them. */
  before(moment: TimestampMs): Called | null;
}

interface Seen {
  readonly at: TimestampMs;
  readonly isReadable: boolean;
}
type Predicted = Extract<Prediction, { kind: 'predicted' }>;

export function createRecentLook(): RecentLook {
  let seen: Seen[] = [];
  let said: Predicted[] = [];
  const newer =
    (than: number) =>
    ({ at }: { readonly at: TimestampMs }) =>
      at > than;
  return {
    observed(at, isReadable) {
      seen.push({ at, isReadable });
      // Now and then, so that not every frame copies the list.
      if (seen.length > 2000) seen = seen.filter(newer(at - KEPT));
    },
    predicted(prediction) {
      if (prediction.kind === 'abstained') return;
      said.push(prediction);
      if (said.length > 2000) said = said.filter(newer(prediction.at - KEPT));
    },
    before(moment) {
      const from = timestampMs(moment - STRETCH);
      const inside = ({ at }: { readonly at: TimestampMs }) => at > from && at <= moment;
      const looks = seen.filter(inside);
      const readable = looks.filter(({ isReadable }) => isReadable).length;
      const answers = said.filter(inside);
      if (looks.length < LEAST_OBSERVED || readable < LEAST_READABLE * looks.length) return null;
      if (answers.length < LEAST_PREDICTIONS) return null;
      const labels = itemAt(answers, 0).probabilities.length;
      const sums = Array.from({ length: labels }, (_, label) =>
        answers.reduce((sum, { probabilities }) => sum + (probabilities[label] ?? 0), 0),
      );
      return sums.every((sum) => sum <= (sums[0] ?? 0)) ? 'low' : 'other';
    },
  };
}
