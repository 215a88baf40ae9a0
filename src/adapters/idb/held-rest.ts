import type { SessionRecord } from '#core/sessions/records.ts';
import type { HeldSession } from './memory-sessions.ts';
import type { StoredSessions } from './stored-sessions.ts';

/** Stored beginning and held rest as one record. */
export const joined = (stored: SessionRecord | null, { record }: HeldSession): SessionRecord => ({
  ...record,
  sampleCount: record.sampleCount + (stored?.sampleCount ?? 0),
  eventCount: record.eventCount + (stored?.eventCount ?? 0),
  meanScore: record.meanScore ?? stored?.meanScore ?? null,
  reliabilityWeight: record.reliabilityWeight ?? stored?.reliabilityWeight ?? null,
});

/** Writes what is held behind what is stored. Where that fails, what was not yet written stays held. */
export async function moveToStorage(stored: StoredSessions, held: HeldSession): Promise<void> {
  const { record, chunks, events, frames } = held;
  if ((await stored.get(record.id)) === null) {
    await stored.begin({ ...record, sampleCount: 0, eventCount: 0 });
  }
  for (let chunk = chunks[0]; chunk !== undefined; chunk = chunks[0]) {
    await stored.appendSamples(chunk);
    chunks.shift();
    held.record = { ...held.record, sampleCount: held.record.sampleCount - chunk.rowCount };
  }
  if (events.length > 0) {
    await stored.appendEvents(record.id, events);
    events.length = 0;
    held.record = { ...held.record, eventCount: 0 };
  }
  for (const frame of frames) await stored.keepFrame(frame);
  if (record.endedAt !== null && record.end !== null) {
    await stored.end(record.id, record.endedAt, record.end);
  }
}
