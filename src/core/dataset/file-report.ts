import { type LabelFacts, labelNames, type LabelRule } from './label-rule.ts';
import type { UsableSequence, UsableStills } from './read-sequence.ts';
import type { RowReport } from './row-report.ts';

export const LEFT_OUT = ['no_label', 'no_class', 'too_short', 'no_face'] as const;
/**
 * Why something made no window: the data set says nothing of it (`no_label`); what it says is none
 * of the recipe's classes, such as no state at all (`no_class`); a stretch without gaps is shorter
 * than a window; a still is without a face, and the signal has no row for that.
 */
export type LeftOut = (typeof LEFT_OUT)[number];

/** What became of one file. */
export interface FileReport {
  readonly file: string;
  readonly kind: 'sequence' | 'stills';
  readonly rows: RowReport;
  readonly windows: number;
  readonly leftOut: Readonly<Record<LeftOut, number>>;
  /** The first class names in the data that the recipe does not have. */
  readonly strangeClasses: readonly string[];
  /** Why none of it could be used: one sentence; null where it could. */
  readonly refusal: string | null;
}

export interface FileReporter {
  window(): void;
  leftOut(why: LeftOut, count?: number): void;
  noClass(rule: LabelRule, facts: LabelFacts): void;
  refuse(sentence: string): void;
  report(): FileReport;
}

const NAMED_CLASSES = 5;

export function createFileReporter({ kind, report }: UsableSequence | UsableStills): FileReporter {
  const leftOut: Record<LeftOut, number> = { no_label: 0, no_class: 0, too_short: 0, no_face: 0 };
  const strange = new Set<string>();
  let windows = 0;
  let refusal: string | null = null;
  return {
    window: () => {
      windows++;
    },
    leftOut(why, count = 1) {
      leftOut[why] += count;
    },
    noClass(rule, { className }) {
      leftOut.no_class++;
      if (rule.kind !== 'classes' || className === null) return;
      if (strange.size < NAMED_CLASSES && !labelNames(rule).includes(className)) {
        strange.add(className);
      }
    },
    refuse(sentence) {
      refusal = sentence;
    },
    report: () => ({
      file: report.file,
      kind,
      rows: report,
      windows,
      leftOut: { ...leftOut },
      strangeClasses: [...strange],
      refusal,
    }),
  };
}
