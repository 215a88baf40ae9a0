import type { FigureInterval } from '#core/evaluation/person-bootstrap.ts';
import type { MainScore } from '#core/evaluation/report/verdict.ts';

export const decimals = (value: number | null): string => (value === null ? '–' : value.toFixed(3));

export const signed = (value: number): string => `${value > 0 ? '+' : ''}${value.toFixed(3)}`;

export const intervalWords = (
  interval: FigureInterval,
  words: (value: number) => string = decimals,
): string => (interval.kind === 'none' ? '' : `${words(interval.low)} to ${words(interval.high)}`);

export const FIGURE_NAMES: Readonly<Partial<Record<MainScore['figure'], string>>> = {
  macroF1: 'Macro-F1',
  macroRocAuc: 'ROC-AUC',
};

export const groupWords = (name: string): string => name.replaceAll('_', ' ');
