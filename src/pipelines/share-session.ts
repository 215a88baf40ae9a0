import type { ClassLink, ClassUplink } from '#core/live/class-channel.ts';
import { CLASS_MESSAGE_EVERY_MS, type StateMessage } from '#core/live/messages/class-message.ts';
import { asSent, encodeMessage } from '#core/live/messages/encode-message.ts';
import type { ShareChoice } from '#core/policy/sharing.ts';
import type { Clock } from '#core/ports.ts';
import { durationMs, elapsed } from '#core/units.ts';
import { createOutbox } from './share-outbox.ts';

/** What of a moment may be told; the pipeline leaves out what the student did not choose. */
export type ShareMoment = Pick<
  StateMessage,
  'at' | 'lectureTime' | 'player' | 'score' | 'status' | 'quality' | 'states'
>;

export interface ShareSessionDeps {
  readonly choice: Exclude<ShareChoice, { kind: 'nothing' }>;
  /** 8 random letters and digits. */
  readonly run: string;
  readonly clock: Clock;
  /** Joins the class; the last will and the listener are given. */
  readonly join: (lastWill: string, onLink: (link: ClassLink) => void) => ClassUplink;
  readonly on: {
    readonly link: (link: ClassLink) => void;
    /** The channel has taken it over; the text is what was sent. */
    readonly sent: (text: string, message: StateMessage) => void;
    readonly waiting: (count: number) => void;
  };
}

/** A student's end of the class. It owns no timer: `push` and `tick` are called by whoever has one. */
export interface ShareSession {
  /** Once a second, also while nothing changes: that is how a class knows that somebody is there. */
  push(moment: ShareMoment): void;
  /** Sends what waits, as far as the connection allows; a few times a second. */
  tick(): void;
  /** Sends what waits if it can, then says farewell. Never rejects. */
  leave(why: 'ended'): Promise<void>;
  /** Messages that waited for more than fifteen minutes and were given up. */
  readonly lost: number;
}

/** Timers are early and late by this much; two moments are never closer than 900 ms for it. */
const JITTER_MS = 45;
/** So that a class that comes back all at once does not fall upon its broker. */
const SENT_PER_TICK = 50;
/** Brokers take some twenty before they have confirmed the first (mosquitto's default). */
const IN_FLIGHT = 20;

export function createShareSession(deps: ShareSessionDeps): ShareSession {
  const { choice, run, clock, on } = deps;
  const outbox = createOutbox<StateMessage>();
  let link: ClassLink = { kind: 'connecting' };
  let number = 0;
  /** The next moment that is taken, give or take. */
  let dueAt = Number.NEGATIVE_INFINITY;
  let budget = SENT_PER_TICK;
  let inFlight = 0;
  let rejected: StateMessage[] = [];
  let waiting = 0;
  let leaving: { readonly done: () => void } | null = null;
  let hasLeft = false;

  const uplink = deps.join(encodeMessage({ kind: 'left', run, why: 'lost' }), (next) => {
    link = next;
    if (next.kind === 'refused') outbox.clear();
    on.link(next);
    settle();
  });
  settle();

  function messageOf(moment: ShareMoment): StateMessage {
    const { at, lectureTime, player, score, status, quality, states } = moment;
    const hasCamera = status !== null;
    number += 1;
    return {
      kind: 'state',
      run,
      number,
      at,
      delay: durationMs(0),
      lectureTime,
      player,
      score,
      status,
      quality: hasCamera ? quality : null,
      states: hasCamera && choice.states ? states : null,
      name: choice.kind === 'by_name' ? choice.name : null,
    };
  }

  function send(message: StateMessage): void {
    const sent = asSent({ ...message, delay: elapsed(message.at, clock()) });
    const text = encodeMessage(sent);
    inFlight += 1;
    budget -= 1;
    uplink.send(text).then(
      () => {
        inFlight -= 1;
        on.sent(text, sent);
        settle();
      },
      () => {
        inFlight -= 1;
        rejected.push(message);
        settle();
      },
    );
  }

  /** After every change: sends what can be sent, and says how much waits. */
  function settle(): void {
    if (inFlight === 0 && rejected.length > 0) {
      if (link.kind !== 'refused') outbox.putBack(rejected.sort((a, b) => a.number - b.number));
      rejected = [];
      // Not at once again: the next tick may find the connection changed.
      budget = 0;
    }
    outbox.expire(clock());
    // None goes ahead of one that was rejected: numbers grow.
    while (canSend()) {
      const message = outbox.take();
      if (message === undefined) break;
      send(message);
    }
    const count = outbox.length + rejected.length;
    if (count !== waiting) on.waiting(count);
    waiting = count;
    if (leaving !== null && (count === 0 || link.kind !== 'connected' || budget === 0)) {
      leaving.done();
      leaving = null;
    }
  }

  function canSend(): boolean {
    const isOpen = link.kind === 'connected' && (!hasLeft || leaving !== null);
    return isOpen && rejected.length === 0 && inFlight < IN_FLIGHT && budget > 0;
  }

  return {
    push(moment) {
      if (hasLeft || link.kind === 'refused' || moment.at < dueAt - JITTER_MS) return;
      // Told from when it was due where that is near: else jitter would add up to missed seconds.
      dueAt = (moment.at > dueAt + JITTER_MS ? moment.at : dueAt) + CLASS_MESSAGE_EVERY_MS;
      outbox.add(messageOf(moment));
      settle();
    },
    tick() {
      if (hasLeft) return;
      budget = SENT_PER_TICK;
      settle();
    },
    leave(why) {
      if (hasLeft) return Promise.resolve();
      hasLeft = true;
      const farewell = encodeMessage({ kind: 'left', run, why });
      budget = Number.POSITIVE_INFINITY;
      // Without a turn in between, so that a page that closes has said it.
      if (outbox.length + rejected.length === 0 || link.kind !== 'connected') {
        return uplink.leave(farewell);
      }
      return new Promise<void>((resolve) => {
        leaving = { done: resolve };
        settle();
      }).then(() => uplink.leave(farewell));
    },
    get lost() {
      return outbox.lost;
    },
  };
}
