import type { LogHealth, SessionLog } from '#core/ports.ts';
import type {
  KeptFrame,
  SampleChunk,
  SessionEnd,
  SessionEvent,
  SessionRecord,
} from '#core/sessions/records.ts';
import { decodeSamples } from '#core/sessions/decode-sample.ts';
import type { StoredSample } from '#core/sessions/stored-sample.ts';
import type { TimestampMs } from '#core/units.ts';

/**
 * A session log in memory that keeps to the port: appends belong to a session that was begun and
 * not ended, a repeated sequence number replaces, and one append at a time is all it is asked.
 */
export class MemoryLog implements SessionLog {
  health: LogHealth = { kind: 'stored' };
  readonly sessions = new Map<string, SessionRecord>();
  readonly chunks = new Map<number, SampleChunk>();
  readonly storedEvents = new Map<number, SessionEvent>();
  readonly frames: KeptFrame[] = [];
  /** Set to make every append fail. */
  failure: Error | null = null;
  /** Largest number of appends that were open at once. */
  mostAtOnce = 0;
  appends = 0;
  #open = 0;

  async begin(session: SessionRecord): Promise<void> {
    await this.#write(() => this.sessions.set(session.id, session));
  }

  async appendSamples(chunk: SampleChunk): Promise<void> {
    await this.#write(() => {
      this.#running(chunk.sessionId);
      this.chunks.set(chunk.sequence, { ...chunk, rows: chunk.rows.slice() });
    });
  }

  async appendEvents(events: readonly SessionEvent[]): Promise<void> {
    await this.#write(() => {
      for (const event of events) {
        this.#running(event.sessionId);
        this.storedEvents.set(event.sequence, event);
      }
    });
  }

  async keepFrame(frame: KeptFrame): Promise<void> {
    await this.#write(() => this.frames.push(frame));
  }

  async end(sessionId: string, endedAt: TimestampMs, end: SessionEnd): Promise<void> {
    await this.#write(() => {
      this.sessions.set(sessionId, { ...this.#running(sessionId), endedAt, end });
    });
  }

  delete = async (sessionId: string): Promise<void> => {
    await this.#write(() => {
      this.sessions.delete(sessionId);
      this.chunks.clear();
      this.storedEvents.clear();
      this.frames.length = 0;
    });
  };

  /** Every stored sample, in the order of the chunks' numbers. */
  samples(): StoredSample[] {
    return [...this.chunks.values()]
      .sort((one, other) => one.sequence - other.sequence)
      .flatMap((chunk) => [...decodeSamples(chunk)]);
  }

  events(): SessionEvent[] {
    return [...this.storedEvents.values()].sort((one, other) => one.sequence - other.sequence);
  }

  #running(sessionId: string): SessionRecord {
    const session = this.sessions.get(sessionId);
    if (session?.endedAt !== null) throw new Error(`${sessionId} is not running`);
    return session;
  }

  async #write(write: () => unknown): Promise<void> {
    this.appends++;
    this.#open++;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#open);
    await Promise.resolve();
    try {
      if (this.failure !== null) throw this.failure;
      write();
    } finally {
      this.#open--;
    }
  }
}
