import { DATABASE_NAME, MIGRATIONS, openDatabase, type HeedDatabase } from './database.ts';
import { storageError } from './storage-error.ts';

export interface BriefOptions {
  readonly name?: string;
  readonly patienceMs?: number;
}

/**
 * Opens the database for one piece of work and closes it again, so that an idle page never keeps a
 * newer version from it. Rejects with StorageError.
 */
export async function withDatabase<Result>(
  { name = DATABASE_NAME, patienceMs = 2000 }: BriefOptions,
  work: (database: HeedDatabase) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase({
    name,
    migrations: MIGRATIONS,
    patienceMs,
    onWanted: (wanted) => {
      wanted.close();
    },
    onLost: () => undefined,
  });
  try {
    return await work(database);
  } catch (error) {
    throw storageError(error);
  } finally {
    database.close();
  }
}
