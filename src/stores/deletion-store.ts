import { createStore, type StoreApi } from 'zustand/vanilla';

/** Sessions that are about to go: hidden at once, deleted when the grace is over, unless undone. */
export interface PendingDeletion {
  readonly sessionIds: readonly string[];
  /** How long the person can still undo, from the request, milliseconds. */
  readonly graceMs: number;
}

export interface DeletionState {
  readonly pending: PendingDeletion | null;
  /** Sessions deleted for good since the page was opened; lists may still hold them. */
  readonly gone: readonly string[];
  /** The last deletion that failed, as text for the person; null otherwise. */
  readonly failure: string | null;
}

/** Whether a session is no longer to be shown. */
export const isDeleted = ({ pending, gone }: DeletionState, sessionId: string): boolean =>
  pending?.sessionIds.includes(sessionId) === true || gone.includes(sessionId);

export type DeletionStore = StoreApi<DeletionState>;

export interface Deletions {
  readonly store: DeletionStore;
  /** A second request carries the first one out at once. */
  readonly request: (sessionIds: readonly string[]) => void;
  readonly undo: () => void;
  /** Carries a pending deletion out now; for when the page goes away. */
  readonly flush: () => Promise<void>;
}

export const DELETION_GRACE_MS = 8000;

/** `remove` deletes for good; it is called once per request, after the grace. */
export function createDeletions(
  remove: (sessionIds: readonly string[]) => Promise<void>,
  graceMs: number = DELETION_GRACE_MS,
): Deletions {
  const store = createStore<DeletionState>(() => ({ pending: null, gone: [], failure: null }));
  let timer: ReturnType<typeof setTimeout> | null = null;
  let underWay: { pending: PendingDeletion; done: Promise<void> } | null = null;

  const stopTimer = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };

  const carryOut = async (pending: PendingDeletion): Promise<void> => {
    const settle = (change: Partial<DeletionState>): void => {
      store.setState((state) =>
        state.pending === pending ? { pending: null, ...change } : change,
      );
    };
    try {
      await remove(pending.sessionIds);
      settle({ gone: [...store.getState().gone, ...pending.sessionIds] });
    } catch (cause) {
      settle({ failure: cause instanceof Error ? cause.message : String(cause) });
    }
  };

  const flush = (): Promise<void> => {
    stopTimer();
    const { pending } = store.getState();
    if (pending === null) return Promise.resolve();
    if (underWay?.pending !== pending) underWay = { pending, done: carryOut(pending) };
    return underWay.done;
  };

  return {
    store,
    request(sessionIds) {
      void flush();
      store.setState({ pending: { sessionIds, graceMs }, failure: null });
      timer = setTimeout(() => void flush(), graceMs);
    },
    undo() {
      stopTimer();
      const { pending } = store.getState();
      if (pending === underWay?.pending) return;
      store.setState({ pending: null });
    },
    flush,
  };
}
