import type { ExportOptions } from '#ui/export-outcome.ts';

/** Tells of rows that were read in whole percents of `total`. */
export function rowProgress(
  total: number,
  onProgress: ExportOptions['onProgress'],
): (rows: number) => void {
  let written = 0;
  let percent = 0;
  return (rows) => {
    written += rows;
    const reached = total === 0 ? 0 : Math.floor((100 * Math.min(written, total)) / total);
    if (reached === percent) return;
    percent = reached;
    onProgress(percent / 100);
  };
}
