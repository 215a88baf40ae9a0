import { CELL_SECONDS, type ClassCell } from '#core/live/class-figures.ts';

/** Scores from which the next step of the scale begins. */
export const HEAT_FROM = [40, 50, 60, 70, 80] as const;

/** A stretch of the lecture at one step of the scale, or without a figure. */
export interface HeatRun {
  /** Seconds of the lecture's time. */
  readonly from: number;
  readonly to: number;
  readonly kind: number | 'too_few' | 'held_back';
}

/** 0 to HEAT_FROM.length. */
export const heatStep = (score: number): number => HEAT_FROM.filter((from) => score >= from).length;

/** `under 40`, `40 to 50`, … `80 and over` */
export function heatStepWords(step: number): string {
  const from = HEAT_FROM[step - 1];
  const to = HEAT_FROM[step];
  if (from === undefined) return `under ${HEAT_FROM[0]}`;
  return to === undefined ? `${from} and over` : `${from} to ${to}`;
}

/** Neighbouring cells of one kind are one run; where there was no cell there is none. */
export function heatRuns(cells: readonly ClassCell[]): readonly HeatRun[] {
  const runs: HeatRun[] = [];
  for (const { index, score } of cells) {
    const kind = score.kind === 'shown' ? heatStep(score.figure.mean) : score.kind;
    const from = index * CELL_SECONDS;
    const to = from + CELL_SECONDS;
    const last = runs.at(-1);
    if (last?.kind === kind && last.to === from) runs[runs.length - 1] = { ...last, to };
    else runs.push({ from, to, kind });
  }
  return runs;
}
