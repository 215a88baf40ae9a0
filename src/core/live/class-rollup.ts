import type { Random } from '../ports.ts';
import type { TimestampMs } from '../units.ts';
import type { Admitted } from './admission.ts';
import type { ClassAlert } from './class-alerts.ts';
import type {
  ClassCell,
  ClassFigures,
  ClassMoment,
  ClassNow,
  NamedStudent,
} from './class-figures.ts';
import type { NamedSeries } from './class-record.ts';

export interface ClassRollupOptions {
  readonly minimumGroup: number;
  readonly startedAt: TimestampMs;
  /** Who is left out with somebody who left is chosen by it. */
  readonly random: Random;
}

/** From single messages to what a class may be shown as; keeps everything in memory. */
export interface ClassRollup {
  /** Costs the same in a class of ten and of five thousand. */
  take(admitted: Admitted): void;
  /** Lets time pass: who was not heard of is gone, cells close, moments begin and end. */
  tick(at: TimestampMs): void;
  now(): ClassNow;
  /** Grows when a cell of either axis has changed. */
  readonly revision: number;
  /** Rising `index`; the same array until the revision grows. */
  lecture(): readonly ClassCell[];
  wall(): readonly ClassCell[];
  /** Over the whole lecture, each student once. */
  overall(): ClassFigures;
  moments(): readonly ClassMoment[];
  alerts(): readonly ClassAlert[];
  named(): readonly NamedStudent[];
  namedSeries(): readonly NamedSeries[];
  /** Messages taken. */
  readonly messages: number;
}
