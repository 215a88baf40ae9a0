import type { Admitted } from '#core/live/gate/admission.ts';
import type { LeftMessage, StateMessage } from '#core/live/messages/class-message.ts';
import { memberId, type MemberId } from '#core/live/class-room.ts';
import { durationMs, lectureTimeS, probability, score, timestampMs } from '#core/units.ts';

export const STARTED_AT = timestampMs(1_800_000_000_000);

export function member(name: string | number): MemberId {
  const id = memberId(`s-${name}`);
  if (id === null) throw new Error(`${name} is no member`);
  return id;
}

export interface Said {
  readonly who: string | number;
  /** Seconds after the class began. */
  readonly at: number;
  readonly score?: number | null;
  readonly status?: StateMessage['status'];
  readonly quality?: number;
  readonly lectureTime?: number | null;
  readonly player?: StateMessage['player'];
  readonly states?: readonly (number | null)[] | null;
  readonly name?: string | null;
  readonly run?: string;
  /** Seconds from the moment to its arrival. */
  readonly late?: number;
  readonly retained?: boolean;
}

/** A message that was let in: playing and well seen, where not said otherwise. */
export function said(of: Said): Admitted<StateMessage> {
  const value = of.score === undefined ? 70 : of.score;
  const lectureTime = of.lectureTime === undefined ? of.at : of.lectureTime;
  const at = timestampMs(STARTED_AT + 1000 * of.at);
  const delay = 1000 * (of.late ?? 0);
  return {
    kind: 'admitted',
    member: member(of.who),
    at,
    receivedAt: timestampMs(at + delay),
    retained: of.retained ?? false,
    message: {
      kind: 'state',
      run: of.run ?? 'aaaaaaaa',
      number: Math.round(1000 * of.at),
      at,
      delay: durationMs(delay),
      lectureTime: lectureTime === null ? null : lectureTimeS(lectureTime),
      player: of.player === undefined ? 'playing' : of.player,
      score: value === null ? null : score(value),
      status: of.status === undefined ? (value === null ? 'not_detected' : 'engaged') : of.status,
      quality: probability(of.quality ?? 1),
      states: of.states?.map((state) => (state === null ? null : probability(state))) ?? null,
      name: of.name ?? null,
    },
  };
}

export function gone(
  who: string | number,
  at: number,
  why: LeftMessage['why'],
  run = 'aaaaaaaa',
): Admitted<LeftMessage> {
  const moment = timestampMs(STARTED_AT + 1000 * at);
  return {
    kind: 'admitted',
    member: member(who),
    at: moment,
    receivedAt: moment,
    retained: false,
    message: { kind: 'left', run, why },
  };
}

/** The moment so many seconds after the class began. */
export const second = (seconds: number) => timestampMs(STARTED_AT + 1000 * seconds);
