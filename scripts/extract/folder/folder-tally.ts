import type { Clip } from './clip-list.ts';
import type { FolderAdvance } from './folder-progress.ts';

/** How far a run is, kept so that telling it costs the same for ten thousand clips. */
export class FolderTally {
  readonly #bytes: number;
  readonly #inWork = new Map<Clip, { rows: number; share: number }>();
  #finished: number;
  #rows = 0;
  #bytesRead = 0;

  /** `before` clips need nothing; `waiting` are to be read. */
  constructor(before: number, waiting: readonly Clip[]) {
    this.#finished = before;
    this.#bytes = waiting.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Of a clip in work: rows so far, and frames expected in all where that is known. */
  reach(clip: Clip, rows: number, expected: number | null): void {
    const share = expected === null || expected === 0 ? 0 : Math.min(1, rows / expected);
    this.#inWork.set(clip, { rows, share });
  }

  /** `rows` were written of it: 0 where it failed. */
  end(clip: Clip, rows: number): void {
    this.#inWork.delete(clip);
    this.#finished++;
    this.#rows += rows;
    this.#bytesRead += clip.bytes;
  }

  now(): FolderAdvance {
    let rows = this.#rows;
    let bytes = this.#bytesRead;
    for (const [clip, reached] of this.#inWork) {
      rows += reached.rows;
      bytes += clip.bytes * reached.share;
    }
    const share = this.#bytes === 0 ? 1 : bytes / this.#bytes;
    return { finished: this.#finished, rows, share };
  }
}
