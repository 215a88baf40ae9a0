import type { LogHealth } from '#core/ports.ts';

export type StorageFault = Extract<LogHealth, { kind: 'in_memory' }>['reason'];

/** Why the browser's storage can't be used; what was written before stays where it is. */
export class StorageError extends Error {
  override readonly name: string = 'StorageError';
  readonly fault: StorageFault;

  constructor(fault: StorageFault, sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.fault = fault;
  }
}

export class BlockedUpgradeError extends StorageError {
  override readonly name = 'BlockedUpgradeError';

  constructor(heldVersion: number, wantedVersion: number) {
    super(
      'blocked_upgrade',
      `Another tab holds the session store at version ${heldVersion}, and this page needs version ` +
        `${wantedVersion}. Sessions go on in memory: close the other tabs of Heed, then reload.`,
    );
  }
}

/** The database did not open in time, and the browser did not say why. */
export class SlowStorageError extends StorageError {
  override readonly name = 'SlowStorageError';

  constructor() {
    super(
      'storage_failed',
      'The session store did not open in time. Sessions go on in memory: close the other tabs of Heed, then reload.',
    );
  }
}

/** The session was deleted while it ran, or never begun: nothing was written. */
export class SessionGoneError extends Error {
  override readonly name = 'SessionGoneError';

  constructor(sessionId: string) {
    super(`Session ${sessionId} was deleted or never begun; nothing more is recorded of it.`);
  }
}

const SENTENCES: Record<StorageFault, string> = {
  storage_full:
    'The disk space that the browser allows is used up. What was stored is kept, the rest is held in memory: export it, or delete old sessions.',
  private_mode:
    'This window does not allow storage. The session is held in memory: export it before closing the window.',
  blocked_upgrade:
    'Another version of Heed holds the session store. The session is held in memory: export it, then reload.',
  storage_failed:
    'The browser could not store the session. It is held in memory from here on: export it before closing the page.',
};

const NEWER_VERSION =
  'The session store was written by a newer version of Heed and was left as it is. Sessions are held in memory: reload the page to get the newer version.';

/** By the names that IndexedDB's exceptions have (Indexed Database API 3.0, section 3). */
function faultOf(error: unknown): StorageFault {
  const name = error instanceof Error ? error.name : '';
  switch (name) {
    case 'QuotaExceededError':
      return 'storage_full';
    // A store that is switched off or forbidden: blocked site data, some private windows.
    case 'SecurityError':
    case 'ReferenceError':
      return 'private_mode';
    default:
      return 'storage_failed';
  }
}

/** Whatever storage threw, as a StorageError with its cause. */
export function storageError(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  if (error instanceof Error && error.name === 'VersionError') {
    return new StorageError('storage_failed', NEWER_VERSION, { cause: error });
  }
  const fault = faultOf(error);
  return new StorageError(fault, SENTENCES[fault], { cause: error });
}
