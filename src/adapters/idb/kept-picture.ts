import type { KeptFrame } from '#core/sessions/records.ts';
import { parseKeptFrame } from '#core/sessions/stored-records.ts';
import type { TimestampMs } from '#core/units.ts';
import { type BriefOptions, withDatabase } from './with-database.ts';

/** The picture that was kept of a session at that moment; null where there is none. */
export async function keptPicture(
  options: BriefOptions,
  sessionId: string,
  at: TimestampMs,
): Promise<KeptFrame | null> {
  const [stored]: unknown[] = await withDatabase(options, (database) =>
    database.getAll('frames', IDBKeyRange.bound([sessionId, at], [sessionId, at, []]), 1),
  );
  return stored === undefined ? null : parseKeptFrame(stored);
}
