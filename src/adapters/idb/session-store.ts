import type { LogHealth, SessionArchive, SessionLog } from '#core/ports.ts';
import type {
  KeptFrame,
  SampleChunk,
  SessionEnd,
  SessionEvent,
  SessionRecord,
} from '#core/sessions/records.ts';
import { StoredFormatError } from '#core/sessions/stored-records.ts';
import type { TimestampMs } from '#core/units.ts';
import { DATABASE_NAME, MIGRATIONS, openDatabase, type Migration } from './database.ts';
import { joined, moveToStorage } from './held-rest.ts';
import { MemorySessions } from './memory-sessions.ts';
import { createSessionLocks, type SessionLocks } from './session-locks.ts';
import { SessionGoneError, StorageError, storageError } from './storage-error.ts';
import { StoredSessions } from './stored-sessions.ts';

export interface SessionStoreOptions {
  readonly name?: string;
  /** How long another tab may take to let an older version of the database go. */
  readonly patienceMs?: number;
  readonly migrations?: readonly Migration[];
  readonly locks?: SessionLocks;
  readonly onHealth?: (health: LogHealth) => void;
}

/** The log and the archive: IndexedDB while it works, memory from the moment that it doesn't. */
export class SessionStore implements SessionLog, SessionArchive {
  #health: LogHealth = { kind: 'stored' };
  #stored: StoredSessions | null = null;
  #closeWhenIdle = false;
  /** Writes happen one after another, so that stored always precedes held. */
  #lastWrite: Promise<unknown> = Promise.resolve();
  readonly #memory = new MemorySessions();
  readonly #running = new Map<string, SessionRecord>();
  readonly #locks: SessionLocks;
  readonly #onHealth: (health: LogHealth) => void;

  private constructor(options: SessionStoreOptions) {
    this.#locks = options.locks ?? createSessionLocks();
    this.#onHealth = options.onHealth ?? (() => undefined);
  }

  /** Never rejects: where nothing can be stored, `health` says why. */
  static async open(options: SessionStoreOptions = {}): Promise<SessionStore> {
    const store = new SessionStore(options);
    try {
      const database = await openDatabase({
        name: options.name ?? DATABASE_NAME,
        migrations: options.migrations ?? MIGRATIONS,
        patienceMs: options.patienceMs ?? 2000,
        onWanted: () => {
          store.#makeWay();
        },
        onLost: () => {
          store.#stored = null;
          store.#goToMemory(
            new StorageError(
              'storage_failed',
              'The browser closed the session store. The session is held in memory from here on: export it before closing the page.',
            ),
          );
        },
      });
      store.#stored = new StoredSessions(database);
    } catch (error) {
      store.#goToMemory(error);
    }
    return store;
  }

  get health(): LogHealth {
    return this.#health;
  }

  async begin(session: SessionRecord): Promise<void> {
    await this.#locks.hold(session.id);
    this.#running.set(session.id, session);
    await this.#log(
      session.id,
      (stored) => stored.begin(session),
      () => undefined,
    );
  }

  async appendSamples(chunk: SampleChunk): Promise<void> {
    await this.#log(
      chunk.sessionId,
      (stored) => stored.appendSamples(chunk),
      (memory) => {
        memory.appendSamples(chunk);
      },
    );
  }

  async appendEvents(events: readonly SessionEvent[]): Promise<void> {
    for (const [sessionId, ofSession] of bySession(events)) {
      await this.#log(
        sessionId,
        (stored) => stored.appendEvents(sessionId, ofSession),
        (memory) => {
          memory.appendEvents(sessionId, ofSession);
        },
      );
    }
  }

  async keepFrame(frame: KeptFrame): Promise<void> {
    await this.#log(
      frame.sessionId,
      (stored) => stored.keepFrame(frame),
      (memory) => {
        memory.keepFrame(frame);
      },
    );
  }

  async end(sessionId: string, endedAt: TimestampMs, end: SessionEnd): Promise<void> {
    try {
      await this.#log(
        sessionId,
        (stored) => stored.end(sessionId, endedAt, end),
        async (memory) => {
          memory.end(sessionId, endedAt, end);
          // The stored beginning is closed too, if the disk lets us; else the next start does it.
          await this.#stored?.end(sessionId, endedAt, end).catch(() => undefined);
        },
      );
    } finally {
      this.#stopped(sessionId);
    }
  }

  async list(): Promise<readonly SessionRecord[]> {
    const records = new Map((await this.#readStored()).map((record) => [record.id, record]));
    for (const held of this.#memory.all()) {
      records.set(held.record.id, joined(records.get(held.record.id) ?? null, held));
    }
    return [...records.values()].sort((a, b) => b.startedAt - a.startedAt);
  }

  async get(sessionId: string): Promise<SessionRecord | null> {
    const held = this.#memory.get(sessionId);
    const stored = (await this.#stored?.get(sessionId)) ?? null;
    return held === undefined ? stored : joined(stored, held);
  }

  async *samples(sessionId: string): AsyncGenerator<SampleChunk> {
    if (this.#stored !== null) yield* this.#stored.samples(sessionId);
    yield* this.#memory.get(sessionId)?.chunks ?? [];
  }

  async *events(sessionId: string): AsyncGenerator<SessionEvent> {
    if (this.#stored !== null) yield* this.#stored.events(sessionId);
    yield* this.#memory.get(sessionId)?.events ?? [];
  }

  async *frames(sessionId: string): AsyncGenerator<KeptFrame> {
    if (this.#stored !== null) yield* this.#stored.frames(sessionId);
    yield* this.#memory.get(sessionId)?.frames ?? [];
  }

  async *frameNames(sessionId: string): AsyncGenerator<Pick<KeptFrame, 'at' | 'name'>> {
    if (this.#stored !== null) yield* this.#stored.frameNames(sessionId);
    yield* this.#memory.get(sessionId)?.frames ?? [];
  }

  async delete(sessionId: string): Promise<void> {
    await this.#inTurn(async () => {
      await this.#stored?.delete(sessionId);
      this.#memory.delete(sessionId);
      this.#stopped(sessionId);
      await this.#returnToStorage();
    });
  }

  async deleteAll(): Promise<void> {
    await this.#inTurn(async () => {
      await this.#stored?.deleteAll();
      this.#memory.deleteAll();
      for (const sessionId of [...this.#running.keys()]) this.#stopped(sessionId);
      await this.#returnToStorage();
    });
  }

  /** Never rejects: where the disk fails meanwhile, `health` says so. */
  async recover(): Promise<readonly SessionRecord[]> {
    const stored = this.#stored;
    if (stored === null) return [];
    const left = (await this.#readStored()).filter(({ endedAt }) => endedAt === null);
    const running = await this.#locks.running();
    const recovered: SessionRecord[] = [];
    for (const session of left.filter(({ id }) => !running.has(id))) {
      try {
        const endedAt = await stored.lastMoment(session);
        recovered.push(await stored.end(session.id, endedAt, 'recovered'));
      } catch (error) {
        const leftAsIs = error instanceof StoredFormatError || error instanceof SessionGoneError;
        if (!leftAsIs) this.#goToMemory(error);
      }
    }
    return recovered;
  }

  /** Lets the database go; what is held in memory is lost. */
  close(): void {
    for (const sessionId of [...this.#running.keys()]) this.#stopped(sessionId);
    this.#stored?.close();
    this.#stored = null;
  }

  async #log(
    sessionId: string,
    store: (stored: StoredSessions) => Promise<unknown>,
    hold: (memory: MemorySessions) => void | Promise<void>,
  ): Promise<void> {
    await this.#inTurn(async () => {
      if (this.#stored !== null && this.#health.kind === 'stored') {
        try {
          await store(this.#stored);
          return;
        } catch (error) {
          if (error instanceof SessionGoneError) throw error;
          this.#goToMemory(error);
        }
      }
      const session = this.#running.get(sessionId);
      if (session !== undefined) this.#memory.hold(session);
      await hold(this.#memory);
    });
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#lastWrite.then(work);
    this.#lastWrite = turn.catch(() => undefined);
    return turn;
  }

  #goToMemory(error: unknown): void {
    const cause = storageError(error);
    this.#setHealth({ kind: 'in_memory', reason: cause.fault, cause });
  }

  #setHealth(health: LogHealth): void {
    this.#health = health;
    this.#onHealth(health);
  }

  #stopped(sessionId: string): void {
    this.#running.delete(sessionId);
    this.#locks.release(sessionId);
    if (this.#closeWhenIdle) this.#makeWay();
  }

  /** A newer version waits: it gets the database as soon as no session of this tab is running. */
  #makeWay(): void {
    this.#closeWhenIdle = this.#running.size > 0;
    if (this.#closeWhenIdle) return;
    this.#stored?.close();
    this.#stored = null;
    this.#goToMemory(
      new StorageError(
        'blocked_upgrade',
        'A newer version of Heed has opened in another tab. What was stored is kept: reload this page to go on.',
      ),
    );
  }

  async #readStored(): Promise<readonly SessionRecord[]> {
    try {
      return (await this.#stored?.list()) ?? [];
    } catch (error) {
      this.#goToMemory(error);
      return [];
    }
  }

  /** After room was made: what is held goes to the disk, and the log with it. */
  async #returnToStorage(): Promise<void> {
    const stored = this.#stored;
    if (stored === null || this.#health.kind === 'stored') return;
    try {
      for (const held of this.#memory.all()) {
        await moveToStorage(stored, held);
        this.#memory.delete(held.record.id);
      }
      this.#setHealth({ kind: 'stored' });
    } catch {
      // Still no room: it stays in memory, and the health says so already.
    }
  }
}

function bySession(events: readonly SessionEvent[]): Map<string, SessionEvent[]> {
  const groups = new Map<string, SessionEvent[]>();
  for (const event of events) {
    const group = groups.get(event.sessionId) ?? [];
    group.push(event);
    groups.set(event.sessionId, group);
  }
  return groups;
}
