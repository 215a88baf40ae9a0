import type { TimestampMs } from '../../units.ts';
import type { ClassMoment } from '../class-figures.ts';

/** Something that an instructor might want to act upon now. Few: at most one of a kind at a time. */
export interface ClassAlert {
  readonly kind: ClassMoment['kind'];
  readonly since: TimestampMs;
  /** The moment that it is about. */
  readonly moment: ClassMoment;
}
