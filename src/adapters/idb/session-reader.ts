import type { SessionArchive } from '#core/ports.ts';
import { DATABASE_NAME, MIGRATIONS, openDatabase } from './database.ts';
import { StoredSessions } from './stored-sessions.ts';
import type { BriefOptions } from './with-database.ts';

/** Stored sessions to be read alone, such as in a worker; the database is opened for each call. */
export type SessionReader = Pick<SessionArchive, 'list' | 'get' | 'samples'>;

export function createSessionReader({
  name = DATABASE_NAME,
  patienceMs = 2000,
}: BriefOptions = {}): SessionReader {
  const open = async (): Promise<StoredSessions> =>
    new StoredSessions(
      await openDatabase({
        name,
        migrations: MIGRATIONS,
        patienceMs,
        onWanted: (wanted) => {
          wanted.close();
        },
        onLost: () => undefined,
      }),
    );
  const use = async <Result>(work: (stored: StoredSessions) => Promise<Result>) => {
    const stored = await open();
    try {
      return await work(stored);
    } finally {
      stored.close();
    }
  };
  return {
    list: () => use((stored) => stored.list()),
    get: (id) => use((stored) => stored.get(id)),
    async *samples(id) {
      const stored = await open();
      try {
        yield* stored.samples(id);
      } finally {
        stored.close();
      }
    },
  };
}
