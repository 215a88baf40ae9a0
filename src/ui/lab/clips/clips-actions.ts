/** A video as it was dropped or picked. */
export interface GivenVideo {
  readonly file: File;
  /** Within the folder, or else its name. */
  readonly path: string;
  /** What opens it again after a reload; null where the browser has none, or its folder does. */
  readonly handle: FileSystemFileHandle | null;
}

/** Outcomes appear in the store; none of these rejects. */
export interface ClipsActions {
  /** Shows the videos that are kept; reads nothing. */
  readonly openClips: () => Promise<void>;
  /**
   * Makes a source of them and reads their features. Those that are waited for, by path, size and
   * date, are read for the source that they belong to.
   */
  readonly addVideos: (
    videos: readonly GivenVideo[],
    folder: FileSystemDirectoryHandle | null,
  ) => Promise<void>;
  /** Reads what is left; asks to open files again where the browser wants that. */
  readonly readClips: () => Promise<void>;
  readonly pauseClips: () => Promise<void>;
  /** Begins what failed anew: the clip of that key, or all. */
  readonly retryClips: (key: string | null) => Promise<void>;
}
