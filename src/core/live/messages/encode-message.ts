import { durationMs, lectureTimeS, probability, score, timestampMs } from '../../units.ts';
import type { LectureTimeS, Probability } from '../../units.ts';
import { CLASS_MESSAGE_VERSION, type ClassMessage, type StateMessage } from './class-message.ts';
import { MESSAGE_LIMITS } from './message-limits.ts';
import { cleanName } from './names.ts';

/**
 * The message as JSON (docs/FORMATS.md, `heed-class-message`), always shorter than
 * CLASS_MESSAGE_LIMIT_BYTES: rounded, brought into its ranges, and with a cleaned name.
 */
export const encodeMessage = (message: ClassMessage): string =>
  JSON.stringify({
    v: CLASS_MESSAGE_VERSION,
    ...(message.kind === 'state' ? asSent(message) : farewell(message)),
  });

/** What a reader will have of the message: as precise and as long as it is sent. */
export const asSent = (message: StateMessage): StateMessage => ({
  kind: 'state',
  run: message.run,
  number: within(message.number, MESSAGE_LIMITS.number, 1),
  at: timestampMs(within(message.at, MESSAGE_LIMITS.at, 1)),
  delay: durationMs(within(message.delay, MESSAGE_LIMITS.delay, 1)),
  lectureTime: message.lectureTime === null ? null : sentLectureTime(message.lectureTime),
  player: message.player,
  score: message.score === null ? null : score(within(message.score, MESSAGE_LIMITS.score, 1)),
  status: message.status,
  quality: message.quality === null ? null : sentShare(message.quality),
  states: message.states?.map((state) => (state === null ? null : sentShare(state))) ?? null,
  name: message.name === null ? null : cleanName(message.name),
});

/** Key by key: nothing else of the object goes out. */
const farewell = ({ kind, run, why }: Exclude<ClassMessage, StateMessage>) => ({ kind, run, why });

/** A medium that does not know its place says NaN. */
const sentLectureTime = (time: LectureTimeS): LectureTimeS | null =>
  Number.isNaN(time) ? null : lectureTimeS(within(time, MESSAGE_LIMITS.lectureTime, 10));

const sentShare = (share: Probability): Probability | null =>
  Number.isNaN(share) ? null : probability(within(share, 1, 100));

/** From 0 to `most`, in steps of one over `steps`. */
const within = (value: number, most: number, steps: number): number =>
  Math.round(Math.min(Math.max(value, 0), most) * steps) / steps;
