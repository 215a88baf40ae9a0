import { createEventSequencer, type EventDraft } from '#core/sessions/behaviour.ts';
import type { EventData, EventType } from '#core/sessions/records.ts';
import type { LiveSessionDeps } from './live-session-contract.ts';
import type { SessionWriter } from './session-writer.ts';

export interface SessionEvents {
  record(draft: EventDraft): void;
  recordNow(type: EventType, data?: EventData): void;
  /** Recorded so far. */
  readonly total: number;
}

/** Numbers a session's events, writes them and tells of them. */
export function createSessionEvents(
  id: string,
  { clock, lectureTime, on }: Pick<LiveSessionDeps, 'clock' | 'lectureTime' | 'on'>,
  writer: SessionWriter,
): SessionEvents {
  const numbered = createEventSequencer(id);
  let total = 0;

  const record = (draft: EventDraft): void => {
    const event = numbered(draft);
    total++;
    writer.events([event]);
    on.event?.(event);
  };

  return {
    record,
    recordNow(type, data = {}) {
      record({ at: clock(), lectureTime: lectureTime(), type, data });
    },
    get total() {
      return total;
    },
  };
}
