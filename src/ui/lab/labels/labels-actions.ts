import type { LabelCommand } from '#core/lab/labels/labelling.ts';
import type { CurveName } from '#core/lab/labels/recording-view.ts';
import type { RememberedWords } from '#core/lab/labels/vocabulary.ts';
import type { ExportOutcome } from '../../export-outcome.ts';

/** Outcomes appear in the store; none of these rejects. */
export interface LabelsActions {
  loadRecordings(): Promise<void>;
  /** `at`: where the cursor is put, milliseconds on the recording's own timeline. */
  openRecording(recording: string, at: number | null): Promise<void>;
  /** What is not saved yet is saved. */
  leaveRecording(): Promise<void>;
  label(command: LabelCommand): void;
  chooseCurves(names: readonly CurveName[]): void;
  /** The curves of what is shown, in so many parts. */
  drawCurves(parts: number): Promise<void>;
  rememberWords(words: RememberedWords): void;
  importLabels(file: File): Promise<void>;
  exportLabels(): Promise<ExportOutcome>;
  saveLabels(): Promise<void>;
  dismissLabelTrouble(): void;
}
