import type { Difference } from '../evaluation/paired-difference.ts';

/** How a candidate does on one set of held-out windows, beside its parent. */
export type GateSide =
  | {
      readonly kind: 'compared';
      readonly windows: number;
      /** Sessions of the same person, or other persons. */
      readonly groups: number;
      /** Mean macro-F1 of the questions. */
      readonly macroF1: Difference;
    }
  | {
      readonly kind: 'not_compared';
      readonly reason: 'no_data';
    };

export interface GateReport {
  readonly parent: string;
  readonly candidate: string;
  /** Held-out sessions of whom it was trained further for. */
  readonly own: GateSide;
  /** Held-out persons of the data that the parent learnt from. */
  readonly original: GateSide;
  readonly verdict: 'better' | 'no_worse' | 'worse' | 'unknown';
}

/** A lower macro-F1 by less than this is no worse. */
const TOLERANCE = 0.01;

function verdictOf(side: GateSide): GateReport['verdict'] {
  if (side.kind === 'not_compared' || side.macroF1.value === null) return 'unknown';
  const { value, interval } = side.macroF1;
  if (value < -TOLERANCE) return 'worse';
  return interval.kind === 'interval' && interval.low > 0 ? 'better' : 'no_worse';
}

/**
 * Worse on either side is worse; better is better on the own side beyond what chance gives and not
 * worse on the original; where the own side could not be compared, nothing is known.
 */
export function gateReport(
  parent: string,
  candidate: string,
  own: GateSide,
  original: GateSide,
): GateReport {
  const [mine, theirs] = [verdictOf(own), verdictOf(original)];
  const verdict = mine === 'worse' || theirs === 'worse' ? 'worse' : mine;
  return { parent, candidate, own, original, verdict };
}

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;

function sideSentence(where: string, side: GateSide): string {
  if (side.kind === 'not_compared')
    return `${where} could not be compared: there is no data of it here.`;
  const { parent, candidate, value, interval } = side.macroF1;
  if (parent === null || candidate === null || value === null) {
    return `${where} could not be compared: macro-F1 does not exist for its ${side.windows} windows.`;
  }
  const spread =
    interval.kind === 'interval'
      ? `, between ${signed(interval.low)} and ${signed(interval.high)} by chance`
      : ', too few to tell it from chance';
  return `${where} macro-F1 went from ${parent.toFixed(3)} to ${candidate.toFixed(3)} (${signed(value)}${spread}; ${side.windows} windows of ${side.groups}).`;
}

const VERDICTS = {
  better: 'The new model is better for this person.',
  no_worse: 'The new model is not clearly better, and not worse.',
  worse: 'The new model is worse than the one it came from: keep that one, unless you know better.',
  unknown: 'It is not known whether the new model is better.',
} as const satisfies Record<GateReport['verdict'], string>;

/** The report in plain sentences; the first says what to do. */
export const gateSentences = (report: GateReport): readonly string[] => [
  VERDICTS[report.verdict],
  sideSentence('On own sessions that it did not learn from,', report.own),
  sideSentence('On held-out persons of the original data,', report.original),
];
