import type { DataSource } from '../models/bundle-manifest.ts';
import type { DatasetReport } from './dataset-report.ts';
import type { SourcedWindow } from './sided-window.ts';
import type { SplitFile } from './split-file.ts';

/** Recordings and their labels, read into windows to learn from. */
export interface Dataset {
  readonly windows: readonly SourcedWindow[];
  readonly sources: readonly DataSource[];
  readonly report: DatasetReport;
  /** What `person` of the windows stands for. */
  readonly by: SplitFile['by'];
  /** The data set's own split, where its label files make one. */
  readonly official: SplitFile | null;
}
