import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SessionRecord } from '#core/sessions/records.ts';
import type { Problem } from './problem.ts';

export type SessionsState =
  | { readonly kind: 'loading' }
  /** Newest first. */
  | { readonly kind: 'ready'; readonly sessions: readonly SessionRecord[] }
  | { readonly kind: 'failed'; readonly problem: Problem };

export type SessionsStore = StoreApi<SessionsState>;

export const createSessionsStore = (initial: SessionsState = { kind: 'loading' }): SessionsStore =>
  createStore<SessionsState>(() => initial);
