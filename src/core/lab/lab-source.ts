/** Where the lab's data come from: what somebody dropped, picked or has recorded. */
export interface SourceHead {
  /** A UUID. */
  readonly id: string;
  readonly formatVersion: 1;
  readonly name: string;
  /** Unix time, milliseconds. */
  readonly addedAt: number;
  /** Terms of the data, for the card. */
  readonly licence: string;
  /** Whether it is part of what is explored and learnt from. */
  readonly used: boolean;
}

/** CSVs of features or labels, and zips of sessions, kept as they were given. */
export interface FilesSource extends SourceHead {
  readonly kind: 'files';
}
/** Videos whose features are read in this browser; those that are done are files of the source. */
export interface VideosSource extends SourceHead {
  readonly kind: 'videos';
}
/** Sessions that this browser recorded. */
export interface SessionsSource extends SourceHead {
  readonly kind: 'sessions';
  readonly sessionIds: readonly string[];
}
export type LabSource = FilesSource | VideosSource | SessionsSource;

/** One file of a source, by its path within it. */
export interface LabFile {
  readonly sourceId: string;
  readonly name: string;
  readonly sizeBytes: number;
}
