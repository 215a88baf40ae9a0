import type { LeftOut } from '../dataset/file-report.ts';
import type { SplitFile } from '../dataset/split-file.ts';
import type { FeatureSpec } from '../signals/signal.ts';

/** What one recording of a source is worth. */
export interface SurveyedRecording {
  /** `recordingKey`. */
  readonly key: string;
  readonly name: string;
  /** null: not known, or several. */
  readonly person: string | null;
  readonly rows: number;
  readonly kept: number;
  readonly refused: number;
  readonly windows: number;
  readonly unlabelled: number;
  /** Why nothing of it is used, or what is wrong with some of it; null where nothing is. */
  readonly problem: string | null;
}

export interface SurveyedPerson {
  readonly name: string;
  readonly recordings: number;
  readonly windows: number;
}

/** The values of one feature in the rows that were kept, beside those that it can have. */
export interface SurveyedRange {
  readonly name: string;
  readonly unit: FeatureSpec['unit'];
  readonly low: number;
  readonly high: number;
  readonly mean: number;
  readonly possible: { readonly low: number; readonly high: number };
}

export interface SurveyedClass {
  readonly name: string;
  readonly windows: number;
}

export interface Verdict {
  readonly kind: 'ready' | 'with_care' | 'not_usable';
  /** In sentences: why not, or what to mind; nothing where it is ready. */
  readonly reasons: readonly string[];
}

/** What a source is worth under a recipe. */
export interface Survey {
  readonly sourceId: string;
  /** The recipe's name. */
  readonly recipe: string;
  readonly by: SplitFile['by'];
  readonly persons: readonly SurveyedPerson[];
  readonly recordings: readonly SurveyedRecording[];
  readonly rows: {
    readonly all: number;
    readonly kept: number;
    readonly absent: number;
    readonly refused: number;
  };
  readonly windows: number;
  /** Windows of which nobody has said anything. */
  readonly unlabelled: number;
  readonly leftOut: Readonly<Record<LeftOut, number>>;
  /** Windows of which each of the recipe's labels is true. */
  readonly classes: readonly SurveyedClass[];
  /** Of the 22 features of a face; nothing where no row was kept. */
  readonly ranges: readonly SurveyedRange[];
  readonly problems: readonly string[];
  readonly verdict: Verdict;
}
