import type { Clip, ClipPart } from './clip.ts';
import type { LabelTrack } from './label-track.ts';
import type { LabRun } from './lab-run.ts';
import type { LabFile, LabSource } from './lab-source.ts';

/**
 * What the lab keeps in this browser. All of it rejects with a typed error where the browser cannot
 * store or read; what cannot be parsed any more is told in a sentence and left alone.
 */
export interface Listed<Item> {
  readonly items: readonly Item[];
  readonly unreadable: readonly string[];
}

export interface LabSourceStore {
  /** In the order in which they were added. */
  list(): Promise<Listed<LabSource>>;
  put(source: LabSource): Promise<void>;
  /** With its files, clips, parts and the labels of its recordings. */
  delete(id: string): Promise<void>;
}

export interface LabFileStore {
  /** In the order of their names. */
  list(sourceId: string): Promise<readonly LabFile[]>;
  /** UTF-8, as it is read. */
  text(sourceId: string, name: string): AsyncIterable<string>;
  bytes(sourceId: string, name: string): Promise<Uint8Array<ArrayBuffer>>;
}

export interface ClipStore {
  list(sourceId: string): Promise<Listed<Clip>>;
  put(clip: Clip): Promise<void>;
  addPart(part: ClipPart, clip: Clip): Promise<void>;
  parts(sourceId: string, name: string): AsyncIterable<ClipPart>;
  /** Its features become a file of the source, and its parts go, all at once. */
  finish(clip: Clip, file: string, csv: string): Promise<void>;
}

export interface LabelStore {
  list(): Promise<Listed<LabelTrack>>;
  get(recording: string): Promise<LabelTrack | null>;
  put(track: LabelTrack): Promise<void>;
}

export interface RunStore {
  /** Newest first. */
  list(): Promise<Listed<LabRun>>;
  get(id: string): Promise<LabRun | null>;
  put(run: LabRun): Promise<void>;
  /** Reads and writes in one go, so that nobody else's change is lost; null where it is gone. */
  update(id: string, change: (run: LabRun) => LabRun): Promise<LabRun | null>;
  delete(id: string): Promise<void>;
}
