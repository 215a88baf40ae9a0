import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ClassAlert } from '#core/live/moments/class-alerts.ts';
import type { ClassLink } from '#core/live/class-channel.ts';
import type { ClassCell, ClassMoment, ClassNow, NamedStudent } from '#core/live/class-figures.ts';
import type { DropReason } from '#core/live/messages/class-message.ts';
import type { ClassRoom } from '#core/live/class-room.ts';
import type { TimestampMs } from '#core/units.ts';
import type { Problem } from './problem.ts';

/** The class as the instructor's page shows it while it runs. */
export interface ClassState {
  readonly room: ClassRoom | null;
  /** Wall time is counted from here; null until the class is there to be watched. */
  readonly startedAt: TimestampMs | null;
  /** null where no class is open. */
  readonly link: ClassLink | null;
  readonly minimumGroup: number;
  /** Updated at most ten times a second. */
  readonly now: ClassNow | null;
  /** Changed when one of its cells has. */
  readonly lecture: readonly ClassCell[];
  readonly wall: readonly ClassCell[];
  readonly moments: readonly ClassMoment[];
  /** At most two, the newest first. */
  readonly alerts: readonly ClassAlert[];
  /** By name. */
  readonly named: readonly NamedStudent[];
  readonly messages: number;
  readonly dropped: Readonly<Partial<Record<DropReason, number>>>;
  readonly problem: Problem | null;
  /** Of this class; null until it was written for the first time. */
  readonly recordId: string | null;
}

export const INITIAL_CLASS_STATE: Omit<ClassState, 'minimumGroup'> = {
  room: null,
  startedAt: null,
  link: null,
  now: null,
  lecture: [],
  wall: [],
  moments: [],
  alerts: [],
  named: [],
  messages: 0,
  dropped: {},
  problem: null,
  recordId: null,
};

export type ClassStore = StoreApi<ClassState>;

export const createClassStore = (minimumGroup: number): ClassStore =>
  createStore<ClassState>(() => ({ ...INITIAL_CLASS_STATE, minimumGroup }));
