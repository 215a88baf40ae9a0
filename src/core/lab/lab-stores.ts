import type { Content } from '../dataset/content.ts';
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
  /** All of a source, to be read one after the other; named as `list` has them. */
  contents(sourceId: string): Promise<readonly Content[]>;
}

/** What answers `false` wrote nothing, as the clip's source was deleted meanwhile. */
export interface ClipStore {
  /** Of all sources, in the order of their names within each. */
  list(): Promise<Listed<Clip>>;
  /** The parts of those that are not begun go. */
  put(clips: readonly Clip[]): Promise<boolean>;
  addPart(part: ClipPart, clip: Clip): Promise<boolean>;
  /** Its parts behind the header become its features' file, and go, all at once. */
  finish(clip: Clip, header: string): Promise<boolean>;
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
