import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LabelNote, Labelling } from '#core/lab/labels/labelling.ts';
import type {
  CurveName,
  DrawnCurves,
  RecordingList,
  RecordingView,
} from '#core/lab/labels/recording-view.ts';
import type { RememberedWords } from '#core/lab/labels/vocabulary.ts';
import type { TimestampMs } from '#core/units.ts';

export type ListedRecordings =
  | { readonly kind: 'reading' }
  | { readonly kind: 'ready'; readonly list: RecordingList }
  /** In a sentence. */
  | { readonly kind: 'failed'; readonly why: string };

/** Whether what is shown is in the browser's storage. */
export type Saved =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  /** It is held by this page; in a sentence. */
  | { readonly kind: 'held'; readonly why: string };

export interface KeptPicture {
  readonly at: TimestampMs;
  readonly jpeg: Uint8Array;
}

/** Pictures that a student let be kept, near the cursor. */
export interface KeptPictures {
  /** Moments of all of them, rising. */
  readonly all: readonly TimestampMs[];
  readonly near: readonly KeptPicture[];
}

/** A recording that is being labelled. */
export interface OpenLabels {
  readonly kind: 'ready';
  readonly recording: string;
  readonly view: RecordingView;
  readonly labelling: Labelling;
  /** What was done last; `count` tells two of the same apart. */
  readonly note: { readonly said: LabelNote; readonly count: number } | null;
  readonly saved: Saved;
  readonly curveNames: readonly CurveName[];
  readonly curves: DrawnCurves | null;
  readonly pictures: KeptPictures;
  /** Why the last thing that was asked for was not done, in a sentence. */
  readonly trouble: string | null;
}

export type OpenedLabels =
  | { readonly kind: 'none' }
  | { readonly kind: 'reading'; readonly recording: string }
  | { readonly kind: 'failed'; readonly recording: string; readonly why: string }
  | OpenLabels;

export interface LabelsState {
  readonly listed: ListedRecordings;
  readonly opened: OpenedLabels;
  readonly words: RememberedWords;
}

export type LabelsStore = StoreApi<LabelsState>;

export const createLabelsStore = (): LabelsStore =>
  createStore<LabelsState>(() => ({
    listed: { kind: 'reading' },
    opened: { kind: 'none' },
    words: { kind: 'learning_states', own: [] },
  }));
