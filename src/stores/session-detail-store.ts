import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Reliability } from '#core/engagement/reliability.ts';
import type { EngagementSummary } from '#core/engagement/summary.ts';
import type { SessionEvent, SessionRecord } from '#core/sessions/records.ts';
import type { Timeline } from '#core/sessions/timeline.ts';
import type { Problem } from './problem.ts';

export type SessionDetailState =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading'; readonly sessionId: string }
  | {
      readonly kind: 'ready';
      readonly record: SessionRecord;
      readonly timeline: Timeline;
      /** null where no camera was used. */
      readonly summary: EngagementSummary | null;
      /** null where no camera was used. */
      readonly reliability: Reliability | null;
      readonly events: readonly SessionEvent[];
    }
  /** There is no such session on this device. */
  | { readonly kind: 'missing'; readonly sessionId: string }
  | { readonly kind: 'failed'; readonly sessionId: string; readonly problem: Problem };

export type SessionDetailStore = StoreApi<SessionDetailState>;

export const createSessionDetailStore = (
  initial: SessionDetailState = { kind: 'none' },
): SessionDetailStore => createStore<SessionDetailState>(() => initial);
