/** What came of asking the browser not to clear the sessions when the disk runs low. */
export type PersistOutcome = 'already' | 'granted' | 'refused' | 'unavailable';

/** Browsers decide by themselves or ask the person: say why before calling. Never rejects. */
export async function askToPersist(
  storage: StorageManager | undefined = (navigator as Partial<Navigator>).storage,
): Promise<PersistOutcome> {
  try {
    if (storage === undefined) return 'unavailable';
    if (await storage.persisted()) return 'already';
    return (await storage.persist()) ? 'granted' : 'refused';
  } catch {
    return 'unavailable';
  }
}

/** Whether the browser has promised to keep what is stored; null where it doesn't tell. */
export async function isPersisted(
  storage: StorageManager | undefined = (navigator as Partial<Navigator>).storage,
): Promise<boolean | null> {
  try {
    return (await storage?.persisted()) ?? null;
  } catch {
    return null;
  }
}

export interface StorageRoom {
  readonly usedBytes: number;
  readonly allowedBytes: number;
}

/** null where the browser does not tell. */
export async function storageRoom(
  storage: StorageManager | undefined = (navigator as Partial<Navigator>).storage,
): Promise<StorageRoom | null> {
  try {
    const { usage, quota } = (await storage?.estimate()) ?? {};
    return usage === undefined || quota === undefined
      ? null
      : { usedBytes: usage, allowedBytes: quota };
  } catch {
    return null;
  }
}
