import type { Random } from '../ports.ts';
import { type DurationMs, durationMs, elapsed, type TimestampMs } from '../units.ts';
import type { CalmPlace } from './calm-places.ts';

/** What the model called the seconds that a question is about: its lowest level, or anything else. */
export const CALLED = ['low', 'other'] as const;
export type Called = (typeof CALLED)[number];

const MINUTE = 60_000;

/** How seldom a question is put. */
export const ASKING = {
  /** Nothing is asked in a session's first minutes. */
  firstAfter: durationMs(5 * MINUTE),
  /** From one question to the next, a time drawn between these, so that none is foreseen. */
  leastApart: durationMs(15 * MINUTE),
  mostApart: durationMs(25 * MINUTE),
  perHour: 3,
  perSession: 6,
  /** So many dismissals in a row end it for the day. */
  dismissals: 2,
  /**
   * The model's low calls and all others are asked about alike: whichever was asked about more often
   * waits so long for each question that it is ahead, and so long at most.
   */
  waitsForOther: durationMs(10 * MINUTE),
  waitsAtMost: durationMs(30 * MINUTE),
  /** A question goes by itself after so long, which is a dismissal. */
  goesAfter: durationMs(20_000),
} as const;

const HOUR = 60 * MINUTE;

/** What is remembered of a student's questions from session to session. Times: Unix, milliseconds. */
export interface AskingMemory {
  /** The newest questions, newest first, as many as an hour may have. */
  readonly askedAt: readonly number[];
  readonly notBefore: number;
  readonly asked: Readonly<Record<Called, number>>;
  readonly dismissedInARow: number;
  /** The day (as the student's clock has it) on which nothing more is asked; null: none. */
  readonly restsOn: string | null;
}

export const NEVER_ASKED: AskingMemory = {
  askedAt: [],
  notBefore: 0,
  asked: { low: 0, other: 0 },
  dismissedInARow: 0,
  restsOn: null,
};

export interface MomentQuestion {
  /** The end of the seconds that it is about. */
  readonly moment: TimestampMs;
  readonly place: CalmPlace['place'];
  readonly called: Called;
}

/** What a moment of a session looks like to whoever might ask. */
export interface AskingSight {
  readonly at: TimestampMs;
  /** Such as 2026-11-21. */
  readonly day: string;
  /** null where a question would disturb, or where too little of the student was seen. */
  readonly calm: (CalmPlace & { readonly called: Called }) | null;
}

/** When one student is asked in one session. */
export interface Asking {
  /** The question that is to be put now; it counts as put. */
  consider(sight: AskingSight): MomentQuestion | null;
  answered(): void;
  dismissed(day: string): void;
  readonly memory: AskingMemory;
}

export function createAsking(
  startedAt: TimestampMs,
  remembered: AskingMemory,
  random: Random,
): Asking {
  let memory = remembered;
  let asked = 0;
  /** Since when a question might be put, but for its side. */
  let openSince: TimestampMs | null = null;

  const mayAsk = ({ at, day }: AskingSight): boolean => {
    const lastHour = memory.askedAt.filter((before) => before <= at && at - before < HOUR);
    return (
      elapsed(startedAt, at) >= ASKING.firstAfter &&
      at >= memory.notBefore &&
      lastHour.length < ASKING.perHour &&
      asked < ASKING.perSession &&
      memory.restsOn !== day
    );
  };

  const hasWaited = (called: Called, waited: DurationMs): boolean => {
    const ahead = memory.asked[called] - memory.asked[called === 'low' ? 'other' : 'low'];
    return waited >= Math.min(ahead * ASKING.waitsForOther, ASKING.waitsAtMost);
  };

  return {
    consider(sight) {
      const { at, calm } = sight;
      if (!mayAsk(sight)) {
        openSince = null;
        return null;
      }
      openSince ??= at;
      if (calm === null || !hasWaited(calm.called, elapsed(openSince, at))) return null;
      asked++;
      openSince = null;
      const apart = ASKING.leastApart + random() * (ASKING.mostApart - ASKING.leastApart);
      memory = {
        ...memory,
        askedAt: [at, ...memory.askedAt].slice(0, ASKING.perHour),
        notBefore: at + apart,
        asked: { ...memory.asked, [calm.called]: memory.asked[calm.called] + 1 },
      };
      return { moment: calm.moment, place: calm.place, called: calm.called };
    },
    answered() {
      memory = { ...memory, dismissedInARow: 0 };
    },
    dismissed(day) {
      const dismissedInARow = memory.dismissedInARow + 1;
      const rests = dismissedInARow >= ASKING.dismissals;
      memory = {
        ...memory,
        dismissedInARow: rests ? 0 : dismissedInARow,
        restsOn: rests ? day : memory.restsOn,
      };
    },
    get memory() {
      return memory;
    },
  };
}
