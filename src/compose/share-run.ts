import { SHARE_NOTHING, type ShareChoice } from '#core/policy/sharing.ts';
import type { Clock } from '#core/ports.ts';
import { elapsed, type TimestampMs } from '#core/units.ts';
import {
  createShareSession,
  type ShareMoment,
  type ShareSession,
  type ShareSessionDeps,
} from '#pipelines/share-session.ts';
import { INITIAL_SHARE_STATE, type ShareState, type ShareStore } from '#stores/share-store.ts';
import type { ClassLogin } from '#ui/class-actions.ts';

export interface ShareRunDeps {
  readonly share: ShareStore;
  readonly choice: ShareChoice;
  readonly login: ClassLogin | null;
  readonly clock: Clock;
  readonly moment: () => ShareMoment;
  /** Opens the way to the class for somebody whom it does not know yet. */
  readonly connect: (login: ClassLogin | null) => Promise<ShareSessionDeps['join']>;
  /** 8 random letters and digits. */
  readonly newRun: () => string;
}

/** What one session tells the class, and what the student sees of that. Nothing of it throws. */
export interface ShareRun {
  /** A few times a second. */
  tick(): void;
  stop(): void;
  again(login?: ClassLogin): void;
  /** Says farewell without a turn in between, so that a page that closes has said it. */
  end(): void;
}

/** What the panel shows changes no oftener, however fast kept messages go out. */
const SHOW_EVERY_MS = 1000;

export function createShareRun(deps: ShareRunDeps): ShareRun {
  const { share, choice, clock } = deps;
  let { login } = deps;
  let session: ShareSession | null = null;
  /** Tells late news of an earlier way to the class from this one's. */
  let turn = 0;
  let shownAt: TimestampMs | null = null;
  let unshown: Partial<Pick<ShareState, 'last' | 'sent' | 'waiting'>> = {};

  const isTurn = (mine: number): boolean =>
    // The store may show another session by now.
    mine === turn && share.getState().chosen === choice;
  const show = (): void => {
    if (Object.keys(unshown).length === 0) return;
    share.setState(unshown);
    unshown = {};
    shownAt = clock();
  };

  const begin = async (sharing: ShareSessionDeps['choice']): Promise<void> => {
    const mine = ++turn;
    unshown = {};
    share.setState({ choice: sharing, link: { kind: 'connecting' }, last: null, waiting: 0 });
    try {
      const join = await deps.connect(login);
      if (!isTurn(mine)) return;
      session = createShareSession({
        choice: sharing,
        run: deps.newRun(),
        clock,
        join,
        on: {
          link(link) {
            if (isTurn(mine) && share.getState().link !== null) share.setState({ link });
          },
          sent(text, message) {
            if (!isTurn(mine)) return;
            const sent = (unshown.sent ?? share.getState().sent) + 1;
            unshown = { ...unshown, last: { text, message, sentAt: clock() }, sent };
          },
          waiting(waiting) {
            if (isTurn(mine)) unshown = { ...unshown, waiting };
          },
        },
      });
    } catch (error) {
      if (!isTurn(mine)) return;
      const said = error instanceof Error ? error.message : String(error);
      share.setState({ link: { kind: 'refused', reason: 'failed', said } });
    }
  };

  const leave = (): void => {
    const leaving = session;
    session = null;
    show();
    share.setState({ choice: SHARE_NOTHING, link: null });
    if (leaving === null) {
      turn++;
      return;
    }
    const mine = turn;
    void leaving.leave('ended').then(() => {
      if (!isTurn(mine)) return;
      show();
      const { lost, waiting } = share.getState();
      share.setState({ lost: lost + waiting + leaving.lost, waiting: 0 });
    });
  };

  share.setState({ ...INITIAL_SHARE_STATE, chosen: choice });
  if (choice.kind !== 'nothing') void begin(choice);

  return {
    tick() {
      if (session === null) return;
      // What comes too early for the next message is dropped there.
      session.push(deps.moment());
      session.tick();
      if (shownAt === null || elapsed(shownAt, clock()) >= SHOW_EVERY_MS) show();
    },
    stop: leave,
    again(next) {
      if (choice.kind === 'nothing') return;
      login = next ?? login;
      if (session !== null) leave();
      void begin(choice);
    },
    end: leave,
  };
}
