import type { SourcedWindow } from './sided-window.ts';

/** The same windows, with recordings in the place of persons: what is held out are whole recordings. */
export const byRecording = (windows: readonly SourcedWindow[]): readonly SourcedWindow[] =>
  windows.map((window) => ({ ...window, person: window.source.file }));
