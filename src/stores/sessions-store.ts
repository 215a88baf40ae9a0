import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionRecord } from '#core/sessions/records.ts';
import type { Score } from '#core/units.ts';
import type { Problem } from './problem.ts';

export interface SessionListEntry {
  readonly record: SessionRecord;
  /** Mean over the moments with a score; null where there were none or it isn't known. */
  readonly meanScore: Score | null;
}

export type SessionsState =
  | { readonly kind: 'loading' }
  /** Newest first. */
  | { readonly kind: 'ready'; readonly sessions: readonly SessionListEntry[] }
  | { readonly kind: 'failed'; readonly problem: Problem };

export type SessionsStore = StoreApi<SessionsState>;

export const createSessionsStore = (initial: SessionsState = { kind: 'loading' }): SessionsStore =>
  createStore<SessionsState>(() => initial);
