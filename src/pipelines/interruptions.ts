import type { EventType } from '#core/sessions/records.ts';
import type { AbsenceReason } from '#core/signals/face-sample.ts';
import type { UnreadableReason } from '#core/signals/quality-issues.ts';

/** Reasons that hold until they are taken back; what a frame shows comes with each frame instead. */
export type Interruption = Exclude<AbsenceReason, 'no_face' | UnreadableReason>;

/** Strongest first: what the student did themselves explains more than what follows from it. */
const BY_STRENGTH = [
  'paused',
  'camera_lost',
  'tab_hidden',
  'landmarker_unavailable',
] as const satisfies readonly Interruption[];

/** The events that an interruption is logged as; none where it is the page's own affair. */
export const EVENTS_OF_INTERRUPTIONS: Readonly<
  Record<Interruption, { readonly began: EventType; readonly ended: EventType } | null>
> = {
  paused: { began: 'monitor_pause', ended: 'monitor_resume' },
  camera_lost: { began: 'camera_lost', ended: 'camera_back' },
  tab_hidden: { began: 'tab_hidden', ended: 'tab_visible' },
  landmarker_unavailable: null,
};

export interface Interruptions {
  /** False where it held already. */
  add(reason: Interruption): boolean;
  /** False where it did not hold. */
  remove(reason: Interruption): boolean;
  has(reason: Interruption): boolean;
  /** The one to log, of all that hold; null where none does. */
  prevailing(): Interruption | null;
}

export function createInterruptions(): Interruptions {
  const held = new Set<Interruption>();
  return {
    add(reason) {
      if (held.has(reason)) return false;
      held.add(reason);
      return true;
    },
    remove: (reason) => held.delete(reason),
    has: (reason) => held.has(reason),
    prevailing: () => BY_STRENGTH.find((reason) => held.has(reason)) ?? null,
  };
}
