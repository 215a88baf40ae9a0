import type { TimestampMs } from '../../units.ts';
import type { ClassAlert } from './class-alerts.ts';
import type { ClassMoment } from '../class-figures.ts';

/** After an alert has gone, there is no other of its kind for so long. */
const QUIET_MS = 180_000;
const MOST_ALERTS = 2;
/** Where the line has not moved for so long, nobody is at the moment any more. */
const STANDSTILL_MS = 60_000;

/** In the order in which they are raised where there is room for one. */
const KINDS: readonly ClassMoment['kind'][] = ['attention_fell', 'confusion_rose', 'many_paused'];

/** Alerts of the moments that still last: few, and quiet afterwards. */
export class AlertKeeper {
  private alerts: readonly ClassAlert[] = [];
  private readonly goneAt = new Map<ClassMoment['kind'], TimestampMs>();

  /** `movedAt`: when a cell of the line changed last. */
  update(moments: readonly ClassMoment[], movedAt: TimestampMs, now: TimestampMs): void {
    const lasting = now - movedAt < STANDSTILL_MS ? moments.filter(({ to }) => to === null) : [];
    const kept: ClassAlert[] = [];
    for (const alert of this.alerts) {
      const moment = lasting.find(({ kind }) => kind === alert.kind);
      if (moment === undefined) this.goneAt.set(alert.kind, now);
      else kept.push(moment === alert.moment ? alert : { ...alert, moment });
    }
    for (const kind of KINDS) {
      const moment = lasting.find((one) => one.kind === kind);
      if (moment === undefined || kept.some((alert) => alert.kind === kind)) continue;
      if (kept.length >= MOST_ALERTS) break;
      const goneAt = this.goneAt.get(kind);
      if (goneAt !== undefined && now - goneAt < QUIET_MS) continue;
      kept.unshift({ kind, since: now, moment });
    }
    const same =
      kept.length === this.alerts.length && kept.every((alert, i) => alert === this.alerts[i]);
    if (!same) this.alerts = kept;
  }

  /** The newest first; the same array until they change. */
  all(): readonly ClassAlert[] {
    return this.alerts;
  }
}
