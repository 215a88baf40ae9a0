import type {
  KeptFrame,
  SampleChunk,
  SessionEnd,
  SessionEvent,
  SessionRecord,
} from '#core/sessions/records.ts';
import { COLUMN, SAMPLE_COLUMN_COUNT } from '#core/sessions/sample-layout.ts';
import {
  StoredFormatError,
  parseKeptFrame,
  parseSampleChunk,
  parseSessionEvent,
  parseSessionRecord,
} from '#core/sessions/stored-records.ts';
import { timestampMs, type TimestampMs } from '#core/units.ts';
import type { HeedDatabase, HeedTransaction, StoreName } from './database.ts';
import { SessionGoneError } from './storage-error.ts';

/** A resolved write has reached the disk, not only the browser's buffers. */
const STRICT = { durability: 'strict' } as const;
const OF_SESSIONS = ['sessions', 'samples', 'events', 'frames'] as const satisfies StoreName[];
const ALL_STORES = [
  ...OF_SESSIONS,
  'profiles',
  'classRecords',
  'moments',
  'learners',
] as const satisfies StoreName[];
const CHUNKS_AT_ONCE = 16;
const EVENTS_AT_ONCE = 512;
const NAMES_AT_ONCE = 512;
/** Pictures are tens of kilobytes each. */
const FRAMES_AT_ONCE = 8;

/** Structured cloning copies the whole buffer behind a view: only what belongs to the chunk goes. */
function compact(chunk: SampleChunk): SampleChunk {
  const length = chunk.rowCount * SAMPLE_COLUMN_COUNT;
  const whole = chunk.rows.length === length && chunk.rows.buffer.byteLength === length * 4;
  return whole ? chunk : { ...chunk, rows: chunk.rows.slice(0, length) };
}

/** Every key of the session that comes after `after`. */
const rangeAfter = (sessionId: string, after: readonly (number | string)[] | null): IDBKeyRange =>
  IDBKeyRange.bound([sessionId, ...(after ?? [])], [sessionId, []], after !== null, true);

/** What a student said of the moments of a session. */
const answersOf = (studentId: string, sessionId: string): IDBKeyRange =>
  IDBKeyRange.bound([studentId, sessionId], [studentId, sessionId, []], false, true);

/** Sessions in an open database. Each append is one strict transaction. */
export class StoredSessions {
  readonly #database: HeedDatabase;

  constructor(database: HeedDatabase) {
    this.#database = database;
  }

  async begin(session: SessionRecord): Promise<void> {
    await this.#write(['sessions'], async (transaction) => {
      await transaction.objectStore('sessions').add(session);
    });
  }

  async appendSamples(chunk: SampleChunk): Promise<void> {
    await this.#append('samples', chunk.sessionId, async (transaction, session) => {
      await transaction.objectStore('samples').put(compact(chunk));
      const sampleCount = session.sampleCount + chunk.rowCount;
      const { meanScore, reliabilityWeight } = chunk;
      return { ...session, sampleCount, meanScore, reliabilityWeight };
    });
  }

  async appendEvents(sessionId: string, events: readonly SessionEvent[]): Promise<void> {
    await this.#append('events', sessionId, async (transaction, session) => {
      const store = transaction.objectStore('events');
      await Promise.all(events.map((event) => store.put(event)));
      return { ...session, eventCount: session.eventCount + events.length };
    });
  }

  async keepFrame(frame: KeptFrame): Promise<void> {
    await this.#append('frames', frame.sessionId, async (transaction, session) => {
      await transaction.objectStore('frames').put({ ...frame, jpeg: frame.jpeg.slice() });
      return session;
    });
  }

  async end(sessionId: string, endedAt: TimestampMs, end: SessionEnd): Promise<SessionRecord> {
    let ended: SessionRecord | undefined;
    await this.#append('sessions', sessionId, (_transaction, session) => {
      ended = { ...session, endedAt, end };
      return Promise.resolve(ended);
    });
    if (ended === undefined) throw new SessionGoneError(sessionId);
    return ended;
  }

  /** Newest first. Records that can't be read are left out; `get` says why. */
  async list(): Promise<readonly SessionRecord[]> {
    const stored: unknown[] = await this.#database.getAll('sessions');
    return stored
      .flatMap((value) => {
        try {
          return [parseSessionRecord(value)];
        } catch (error) {
          if (error instanceof StoredFormatError) return [];
          throw error;
        }
      })
      .sort((a, b) => b.startedAt - a.startedAt);
  }

  async get(sessionId: string): Promise<SessionRecord | null> {
    const value: unknown = await this.#database.get('sessions', sessionId);
    return value === undefined ? null : parseSessionRecord(value);
  }

  async *samples(sessionId: string): AsyncGenerator<SampleChunk> {
    let after: number[] | null = null;
    for (;;) {
      const batch: unknown[] = await this.#database.getAll(
        'samples',
        rangeAfter(sessionId, after),
        CHUNKS_AT_ONCE,
      );
      for (const value of batch) {
        const chunk = parseSampleChunk(value);
        after = [chunk.sequence];
        yield chunk;
      }
      if (batch.length < CHUNKS_AT_ONCE) return;
    }
  }

  async *events(sessionId: string): AsyncGenerator<SessionEvent> {
    let after: number[] | null = null;
    for (;;) {
      const batch: unknown[] = await this.#database.getAll(
        'events',
        rangeAfter(sessionId, after),
        EVENTS_AT_ONCE,
      );
      for (const value of batch) {
        const event = parseSessionEvent(value);
        after = [event.sequence];
        yield event;
      }
      if (batch.length < EVENTS_AT_ONCE) return;
    }
  }

  async *frames(sessionId: string): AsyncGenerator<KeptFrame> {
    let after: (number | string)[] | null = null;
    for (;;) {
      const batch: unknown[] = await this.#database.getAll(
        'frames',
        rangeAfter(sessionId, after),
        FRAMES_AT_ONCE,
      );
      for (const value of batch) {
        const frame = parseKeptFrame(value);
        after = [frame.at, frame.name];
        yield frame;
      }
      if (batch.length < FRAMES_AT_ONCE) return;
    }
  }

  async *frameNames(sessionId: string): AsyncGenerator<Pick<KeptFrame, 'at' | 'name'>> {
    let after: (number | string)[] | null = null;
    for (;;) {
      const batch: [string, number, string][] = await this.#database.getAllKeys(
        'frames',
        rangeAfter(sessionId, after),
        NAMES_AT_ONCE,
      );
      for (const [, at, name] of batch) {
        after = [at, name];
        yield { at: timestampMs(at), name };
      }
      if (batch.length < NAMES_AT_ONCE) return;
    }
  }

  async delete(sessionId: string): Promise<void> {
    const children = rangeAfter(sessionId, null);
    await this.#write([...OF_SESSIONS, 'moments'], async (transaction) => {
      const session = await transaction.objectStore('sessions').get(sessionId);
      await Promise.all([
        transaction.objectStore('moments').delete(answersOf(session?.studentId ?? '', sessionId)),
        transaction.objectStore('sessions').delete(sessionId),
        transaction.objectStore('samples').delete(children),
        transaction.objectStore('events').delete(children),
        transaction.objectStore('frames').delete(children),
      ]);
    });
  }

  /** Everything in the database, what is remembered of students too. */
  async deleteAll(): Promise<void> {
    await this.#write(ALL_STORES, async (transaction) => {
      await Promise.all(ALL_STORES.map((store) => transaction.objectStore(store).clear()));
    });
  }

  /** When the last thing of a session was written: its last sample or event, else its start. */
  async lastMoment(session: SessionRecord): Promise<TimestampMs> {
    const transaction = this.#database.transaction(['samples', 'events'], 'readonly');
    const range = rangeAfter(session.id, null);
    const [chunk, event] = await Promise.all([
      transaction.objectStore('samples').openCursor(range, 'prev'),
      transaction.objectStore('events').openCursor(range, 'prev'),
    ]);
    const moments: number[] = [session.startedAt];
    if (chunk !== null) {
      const { startedAt, rowCount, rows } = parseSampleChunk(chunk.value);
      const lastRow = (rowCount - 1) * SAMPLE_COLUMN_COUNT;
      moments.push(startedAt + (rows[lastRow + COLUMN.offset_ms] ?? 0));
    }
    if (event !== null) moments.push(parseSessionEvent(event.value).at);
    return timestampMs(Math.max(...moments));
  }

  close(): void {
    this.#database.close();
  }

  /** Adds to a session that is there; its record and what is added change together or not at all. */
  async #append(
    store: StoreName,
    sessionId: string,
    add: (transaction: HeedTransaction, session: SessionRecord) => Promise<SessionRecord>,
  ): Promise<void> {
    await this.#write(['sessions', store], async (transaction) => {
      const sessions = transaction.objectStore('sessions');
      const session: unknown = await sessions.get(sessionId);
      if (session === undefined) throw new SessionGoneError(sessionId);
      await sessions.put(await add(transaction, parseSessionRecord(session)));
    });
  }

  async #write(
    stores: readonly StoreName[],
    work: (transaction: HeedTransaction) => Promise<void>,
  ): Promise<void> {
    const transaction = this.#database.transaction([...stores], 'readwrite', STRICT);
    const worked = work(transaction).catch((error: unknown) => {
      if (transaction.error === null) abort(transaction);
      throw error;
    });
    const [did, done] = await Promise.allSettled([worked, transaction.done]);
    // Requests of an aborted transaction fail with AbortError; the transaction itself knows why.
    if (done.status === 'rejected' && !isAbort(done.reason)) throw done.reason;
    if (did.status === 'rejected') throw did.reason;
    if (done.status === 'rejected') throw done.reason;
  }
}

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

function abort(transaction: HeedTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It had ended already.
  }
}
