import type { DurationMs } from '../units.ts';
import type { Clip } from './clip.ts';
import type { ClipPace } from './clip-pace.ts';

/** What a clip waits for besides its turn: that its file may be opened again, or is given again. */
export type ClipLack = 'not_allowed' | 'not_given';

/** How far the reading of clips is. */
export interface ClipQueueState {
  readonly clips: readonly Clip[];
  /** By `clipKey`. */
  readonly lacks: ReadonlyMap<string, ClipLack>;
  /** The key of the one that is read. */
  readonly current: string | null;
  readonly run: 'idle' | 'reading' | 'paused';
  /** null until they are known. */
  readonly pace: ClipPace | null;
  readonly left: DurationMs | null;
}

export const EMPTY_QUEUE: ClipQueueState = {
  clips: [],
  lacks: new Map(),
  current: null,
  run: 'idle',
  pace: null,
  left: null,
};
