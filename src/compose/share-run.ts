import { CLASS_MESSAGE_EVERY_MS } from '#core/live/class-message.ts';
import type { ShareChoice } from '#core/policy/sharing.ts';
import { SHARE_NOTHING } from '#core/policy/sharing.ts';
import type { Clock } from '#core/ports.ts';
import { elapsed, type TimestampMs } from '#core/units.ts';
import type { ShareMoment, ShareSession, ShareSessionDeps } from '#pipelines/share-session.ts';
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
  readonly createSession: (deps: ShareSessionDeps) => ShareSession;
  /** 8 random letters and digits. */
  readonly newRun: () => string;
}

/** What one running session tells the class, and what the student sees of that. Nothing of it throws. */
export interface ShareRun {
  /** A few times a second. */
  tick(): void;
  stop(): void;
  again(login?: ClassLogin): void;
  /** Says farewell; nothing is shown from here on. */
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
  let pushedAt: TimestampMs | null = null;
  let shownAt: TimestampMs | null = null;
  let unshown: Partial<Pick<ShareState, 'last' | 'sent' | 'waiting'>> | null = null;

  const note = (news: NonNullable<typeof unshown>): void => {
    unshown = { ...unshown, ...news };
  };
  const show = (now: TimestampMs): void => {
    if (unshown === null) return;
    share.setState(unshown);
    unshown = null;
    shownAt = now;
  };

  const begin = async (sharing: ShareSessionDeps['choice']): Promise<void> => {
    const mine = ++turn;
    const isMine = (): boolean => mine === turn;
    unshown = null;
    share.setState({ choice: sharing, link: { kind: 'connecting' }, last: null, waiting: 0 });
    try {
      const join = await deps.connect(login);
      if (!isMine()) return;
      session = deps.createSession({
        choice: sharing,
        run: deps.newRun(),
        clock,
        join,
        on: {
          link(link) {
            if (isMine()) share.setState({ link });
          },
          sent(text, message) {
            if (!isMine()) return;
            const sent = (unshown?.sent ?? share.getState().sent) + 1;
            note({ last: { text, message, sentAt: clock() }, sent });
          },
          waiting(waiting) {
            if (isMine()) note({ waiting });
          },
        },
      });
    } catch (error) {
      if (!isMine()) return;
      const said = error instanceof Error ? error.message : String(error);
      share.setState({ link: { kind: 'refused', reason: 'failed', said } });
    }
  };

  const leave = (): void => {
    show(clock());
    turn++;
    void session?.leave('ended');
    session = null;
    share.setState({ choice: SHARE_NOTHING, link: null });
  };

  share.setState({ ...INITIAL_SHARE_STATE, chosen: choice });
  if (choice.kind !== 'nothing') void begin(choice);

  return {
    tick() {
      if (session === null) return;
      const now = clock();
      if (isDue(pushedAt, now, CLASS_MESSAGE_EVERY_MS)) {
        pushedAt = now;
        session.push(deps.moment());
      }
      session.tick();
      if (isDue(shownAt, now, SHOW_EVERY_MS)) show(now);
    },
    stop() {
      if (choice.kind === 'nothing') return;
      leave();
      share.setState({ waiting: 0 });
    },
    again(next) {
      if (choice.kind === 'nothing') return;
      login = next ?? login;
      void session?.leave('ended');
      session = null;
      void begin(choice);
    },
    end() {
      if (choice.kind !== 'nothing') leave();
    },
  };
}

/** A clock that was set back does not silence anybody. */
const isDue = (last: TimestampMs | null, now: TimestampMs, every: number): boolean =>
  last === null || now < last || elapsed(last, now) >= every;
