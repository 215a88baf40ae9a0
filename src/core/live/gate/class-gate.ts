import { elapsed, timestampMs, type TimestampMs } from '../../units.ts';
import type { Admission } from './admission.ts';
import { createAllowance, type Allowance } from './allowance.ts';
import type { ClassArrival } from '../class-channel.ts';
import {
  DROP_REASONS,
  type DropReason,
  type LeftMessage,
  type StateMessage,
} from '../messages/class-message.ts';
import type { MemberId } from '../class-room.ts';
import { createClockSkew, type ClockSkew } from './clock-skew.ts';
import { parseMessage } from '../messages/parse-message.ts';

/** Clocks of students differ from the dashboard's by at most this much forwards. */
const AHEAD_MS = 10 * 60_000;
/** Five minutes more than a student keeps messages for. */
const OLDEST_MS = 20 * 60_000;
/** Moments a second apart, less what a timer is early. */
const CLOSEST_MS = 900;
export const MOST_STUDENTS = 10_000;
/** Runs that are over and still known, of one student. */
const PAST_RUNS = 4;

/** What is believed of one student. */
interface Member {
  run: string;
  number: number;
  /** Of the last message let in, by the sender's clock and by ours. */
  saidAt: TimestampMs;
  at: TimestampMs;
  hasLeft: boolean;
  skew: ClockSkew;
  /** Whether a message came whose way was short: else the difference of clocks may be anything. */
  isLive: boolean;
  readonly pastRuns: string[];
  readonly allowance: Allowance;
}

/** Lets in what a student's page may have said, and nothing else; see docs/CLASS.md. */
export interface ClassGate {
  /** Costs the same however many there are. Never throws. */
  readonly admit: (arrival: ClassArrival) => Admission;
  /** Live. */
  readonly dropped: Readonly<Record<DropReason, number>>;
}

export function createClassGate(): ClassGate {
  const members = new Map<MemberId, Member>();
  const dropped = Object.fromEntries(DROP_REASONS.map((reason) => [reason, 0])) as Record<
    DropReason,
    number
  >;

  function drop(reason: DropReason): Admission {
    dropped[reason] += 1;
    return { kind: 'dropped', reason };
  }

  function farewell(arrival: ClassArrival, message: LeftMessage): Admission {
    const { member, receivedAt, retained } = arrival;
    const known = members.get(member);
    if (known === undefined || known.run !== message.run || known.hasLeft) return IGNORED;
    known.hasLeft = true;
    return { kind: 'admitted', member, message, at: receivedAt, receivedAt, retained };
  }

  function state(arrival: ClassArrival, message: StateMessage): Admission {
    const { member, receivedAt, retained } = arrival;
    const sentAt = timestampMs(message.at + message.delay);
    if (elapsed(receivedAt, sentAt) > AHEAD_MS) return drop('from_the_future');

    const known = members.get(member);
    const isSameRun = known?.run === message.run;
    if (known === undefined && members.size >= MOST_STUDENTS) return drop('too_many_students');
    const isOld =
      known !== undefined &&
      (isSameRun ? message.number <= known.number : known.pastRuns.includes(message.run));
    if (isOld) return again(retained);

    const skew = isSameRun ? known.skew : createClockSkew();
    const isLive = !retained || (isSameRun && known.isLive);
    const expected = known === undefined || isSameRun ? 0 : known.skew.current();
    skew.observe(sentAt, receivedAt);
    const ahead = isLive ? skew.current() : Math.max(skew.current(), expected);
    const at = timestampMs(Math.min(message.at - ahead, receivedAt));
    if (elapsed(at, receivedAt) > OLDEST_MS) return drop('too_old');

    if (known !== undefined) {
      const since = isSameRun ? elapsed(known.saidAt, message.at) : elapsed(known.at, at);
      if (!isSameRun && since < 0) return again(retained);
      if (since < CLOSEST_MS) return drop('too_frequent');
    }
    const allowance = known?.allowance ?? createAllowance(receivedAt);
    if (!allowance.take(receivedAt)) return drop('too_frequent');

    const pastRuns = known?.pastRuns ?? [];
    if (known !== undefined && !isSameRun) {
      pastRuns.push(known.run);
      if (pastRuns.length > PAST_RUNS) pastRuns.shift();
    }
    const { run, number, at: saidAt } = message;
    const next: Member = {
      run,
      number,
      saidAt,
      at,
      hasLeft: false,
      skew,
      isLive,
      pastRuns,
      allowance,
    };
    if (known === undefined) members.set(member, next);
    else Object.assign(known, next);
    return { kind: 'admitted', member, message, at, receivedAt, retained };
  }

  /** What the channel keeps is told to whoever comes (again), and known already or overtaken. */
  const again = (retained: boolean): Admission => (retained ? IGNORED : drop('replayed'));

  return {
    admit(arrival) {
      const reading = parseMessage(arrival.payload);
      if (reading.kind === 'refused') return drop(reading.reason);
      const { message } = reading;
      return message.kind === 'left' ? farewell(arrival, message) : state(arrival, message);
    },
    dropped,
  };
}

const IGNORED: Admission = { kind: 'ignored' };
