import type {
  KeptFrame,
  SampleChunk,
  SessionEnd,
  SessionEvent,
  SessionRecord,
} from '#core/sessions/records.ts';
import type { TimestampMs } from '#core/units.ts';
import { SessionGoneError, StorageError } from './storage-error.ts';

/** What one session holds in memory; `record` counts only what is here. */
export interface HeldSession {
  record: SessionRecord;
  readonly chunks: SampleChunk[];
  readonly events: SessionEvent[];
  readonly frames: KeptFrame[];
}

/** Pictures are the only thing that could fill the memory of a page. */
const MOST_FRAME_BYTES = 64 * 1024 * 1024;

/** Sessions, or the rest of them, that could not be stored. */
export class MemorySessions {
  readonly #held = new Map<string, HeldSession>();
  #frameBytes = 0;

  get(sessionId: string): HeldSession | undefined {
    return this.#held.get(sessionId);
  }

  all(): readonly HeldSession[] {
    return [...this.#held.values()];
  }

  hold(record: SessionRecord): void {
    if (this.#held.has(record.id)) return;
    const empty = { ...record, sampleCount: 0, eventCount: 0 };
    this.#held.set(record.id, { record: empty, chunks: [], events: [], frames: [] });
  }

  appendSamples(chunk: SampleChunk): void {
    const held = this.#of(chunk.sessionId);
    held.chunks.push({ ...chunk, rows: chunk.rows.slice() });
    const { meanScore, reliabilityWeight } = chunk;
    const sampleCount = held.record.sampleCount + chunk.rowCount;
    held.record = { ...held.record, sampleCount, meanScore, reliabilityWeight };
  }

  appendEvents(sessionId: string, events: readonly SessionEvent[]): void {
    const held = this.#of(sessionId);
    held.events.push(...events);
    held.record = { ...held.record, eventCount: held.record.eventCount + events.length };
  }

  keepFrame(frame: KeptFrame): void {
    const held = this.#of(frame.sessionId);
    if (this.#frameBytes + frame.jpeg.byteLength > MOST_FRAME_BYTES) {
      const sentence =
        'No more pictures are kept: they cannot be stored, and memory for them is used up. Everything else is still recorded.';
      throw new StorageError('storage_full', sentence);
    }
    this.#frameBytes += frame.jpeg.byteLength;
    held.frames.push({ ...frame, jpeg: frame.jpeg.slice() });
  }

  end(sessionId: string, endedAt: TimestampMs, end: SessionEnd): void {
    const held = this.#of(sessionId);
    held.record = { ...held.record, endedAt, end };
  }

  delete(sessionId: string): void {
    for (const { jpeg } of this.#held.get(sessionId)?.frames ?? []) {
      this.#frameBytes -= jpeg.byteLength;
    }
    this.#held.delete(sessionId);
  }

  deleteAll(): void {
    this.#held.clear();
    this.#frameBytes = 0;
  }

  #of(sessionId: string): HeldSession {
    const held = this.#held.get(sessionId);
    if (held === undefined) throw new SessionGoneError(sessionId);
    return held;
  }
}
