import type { LiveModel } from '#core/models/prediction.ts';
import type { Choosing } from '#stores/lab/models-store.ts';
import type { ExportOutcome } from '../../export-outcome.ts';

/** What a file from Keras does not say of itself. */
export interface KerasWords {
  /** Whose place it takes: by that its labels and its signal. */
  readonly model: LiveModel;
  /** A pickled StandardScaler; null: its features go in as they are. */
  readonly scaler: File | null;
  /** Terms of the model and its data; may be empty. */
  readonly licence: string;
}

/** Outcomes appear in the store; none of these rejects. */
export interface ModelsActions {
  /** Reads what there is, and which courses run what. */
  readonly loadModels: () => Promise<void>;
  /** A zip of a bundle, the files of its folder, or a model from Keras, of which it is asked more. */
  readonly importBundle: (files: readonly File[]) => Promise<void>;
  /** Makes a bundle of the file from Keras that it was asked about. */
  readonly importKeras: (words: KerasWords) => Promise<void>;
  readonly leaveImport: () => void;
  readonly exportBundle: (id: string) => Promise<ExportOutcome>;
  /** After a while in which it can be undone; refused where a course runs it. */
  readonly deleteBundle: (id: string) => void;
  /** Takes the deletion back. */
  readonly keepBundle: () => void;
  /** Shows a model before a course runs it; null: none. */
  readonly considerModel: (choosing: Choosing | null) => void;
  /** From now on the course's sessions run what is being looked at. */
  readonly activateChosen: () => Promise<void>;
  /** The course runs again what it ran before. */
  readonly rollBackCourse: (of: Pick<Choosing, 'courseId' | 'model'>) => Promise<void>;
  /** A course without sessions so far. */
  readonly addCourse: (courseId: string) => void;
}
