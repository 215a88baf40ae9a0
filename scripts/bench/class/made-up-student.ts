import { durationMs, lectureTimeS, probability, score, timestampMs } from '#core/units.ts';
import type { StateMessage } from '#core/live/messages/class-message.ts';

/** One in so many shares by name, and one in two the learning states. */
const NAMED_EVERY = 50;
const STATES_EVERY = 2;
const PAUSED_SHARE = 0.03;

/** Of one session. */
export const madeUpRun = (index: number): string => index.toString(36).padStart(8, '0');

/** What a student of no class says, one message after another; its score wanders. */
export function madeUpStudent(index: number): (atMs: number, lectureS: number) => StateMessage {
  const run = madeUpRun(index);
  const name = index % NAMED_EVERY === 0 ? `Student ${index}` : null;
  const hasStates = index % STATES_EVERY === 0;
  let number = 0;
  let level = 50 + 40 * Math.random();
  const share = () => probability(Math.round(100 * Math.random()) / 100);
  return (atMs, lectureS) => {
    number++;
    level = Math.min(100, Math.max(0, level + 8 * (Math.random() - 0.5)));
    const seen = Math.random() > 0.03;
    const points = Math.round(level);
    return {
      kind: 'state',
      run,
      number,
      at: timestampMs(atMs),
      delay: durationMs(0),
      lectureTime: lectureTimeS(Math.round(10 * lectureS) / 10),
      player: Math.random() < PAUSED_SHARE ? 'paused' : 'playing',
      score: seen ? score(points) : null,
      status: !seen
        ? 'not_detected'
        : points >= 65
          ? 'engaged'
          : points >= 40
            ? 'partially_engaged'
            : 'disengaged',
      quality: seen ? share() : probability(0),
      states: hasStates ? [share(), share(), share(), share()] : null,
      name,
    };
  };
}
