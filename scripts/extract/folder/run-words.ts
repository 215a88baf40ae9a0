/** What a run over a folder says at its end. */
import { convertCommand } from './convert-avi.ts';
import type { FolderRequest, FolderResult } from './run-folder.ts';

const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** For standard output: what was read, in one line. */
export function resultText(request: FolderRequest, result: FolderResult): string {
  const { outcomes, rows, seconds, report } = result;
  const count = (status: string): number =>
    outcomes.filter((outcome) => outcome.status === status).length;
  const undecoded = outcomes.reduce(
    (sum, outcome) => sum + (outcome.status === 'done' ? outcome.undecoded : 0),
    0,
  );
  const speed = (rows / Math.max(seconds, 0.001)).toFixed(1);
  const parts = [
    `${many(count('done'), 'clip')} read (${many(rows, 'row')}, ${speed} frames/s)`,
    `${count('skipped')} done before`,
    `${count('failed')} could not be read`,
  ];
  const lost =
    undecoded === 0 ? '' : ` ${many(undecoded, 'frame')} could not be decoded and got no row.`;
  return `${request.out}: ${parts.join(', ')}.${lost} Report: ${report}`;
}

/** How AVI files are made into what can be read; null where there are none. */
export function aviText(request: FolderRequest, { outcomes }: FolderResult): string | null {
  const avis = outcomes.filter((outcome) => outcome.status === 'failed' && outcome.isAvi).length;
  if (avis === 0) return null;
  return `${many(avis, 'AVI file')} cannot be read here. This command converts every one beneath the folder, each into an MP4 beside it; then start the same extract again:\n\n  ${convertCommand(request.input)}\n`;
}
