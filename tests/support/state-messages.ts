import { ENGAGEMENT_STATUSES } from '#core/engagement/reading.ts';
import { PLAYER_STATES, type StateMessage } from '#core/live/messages/class-message.ts';
import { LEARNING_STATES } from '#core/models/prediction.ts';
import { at } from '#core/numeric/at.ts';
import type { Random } from '#core/ports.ts';
import { durationMs, lectureTimeS, probability, score, timestampMs } from '#core/units.ts';
import { oddText } from './odd-text.ts';

export const NOON = timestampMs(1_795_262_400_000);

/** A student who watches, seen well, and shares everything but a name. */
export const stateMessage = (changes: Partial<StateMessage> = {}): StateMessage => ({
  kind: 'state',
  run: 'aB3dE6gH',
  number: 1,
  at: NOON,
  delay: durationMs(0),
  lectureTime: lectureTimeS(12.3),
  player: 'playing',
  score: score(81),
  status: 'engaged',
  quality: probability(0.93),
  states: [0.1, 0.82, 0.05, 0].map(probability),
  name: null,
  ...changes,
});

/** Any message that keeps the rules of StateMessage, with every value as unwieldy as may be. */
export function anyStateMessage(random: Random): StateMessage {
  const maybe = <Value>(value: Value): Value | null => (random() < 0.2 ? null : value);
  const pick = <Value>(values: readonly Value[]): Value =>
    at(values, Math.floor(random() * values.length));
  const huge = (most: number): number => (random() < 0.3 ? most : random() * most);
  const share = () => probability(random() < 0.3 ? 0.987654321 : random());
  const status = maybe(pick(ENGAGEMENT_STATUSES));
  return {
    kind: 'state',
    run: Array.from({ length: 8 }, () => pick(['a', 'z', 'A', 'Z', '0', '9'])).join(''),
    number: Math.floor(huge(9_999_999)),
    at: timestampMs(huge(9_999_999_999_999)),
    delay: durationMs(huge(4_000_000)),
    lectureTime: maybe(lectureTimeS(huge(1_200_000))),
    player: maybe(pick(PLAYER_STATES)),
    score: status === null || status === 'not_detected' ? null : score(huge(100)),
    status,
    quality: status === null ? null : maybe(share()),
    states: status === null ? null : maybe(LEARNING_STATES.map(() => maybe(share()))),
    name: maybe(oddText(random, 100)),
  };
}
