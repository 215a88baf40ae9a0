/** Outcomes appear in the store; none of these rejects. */
export interface DataActions {
  /** Shows the sources and surveys those that have changed. */
  readonly openData: () => Promise<void>;
  /** Keeps what was dropped; has to be called within the event. */
  readonly addDropped: (dropped: DataTransfer) => Promise<void>;
  /** Keeps what an input of files gave. */
  readonly addFiles: (files: readonly File[]) => Promise<void>;
  /** Asks for files, or a folder, and keeps them; only where `picks` says that the browser can. */
  readonly pickFiles: () => Promise<void>;
  readonly pickFolder: () => Promise<void>;
  /** What was kept so far stays. */
  readonly stopAdding: () => void;
  /** Makes the sessions known that can be chosen. */
  readonly listOwnSessions: () => Promise<void>;
  readonly addSessions: (sessionIds: readonly string[]) => Promise<void>;
  readonly useSource: (id: string, used: boolean) => Promise<void>;
  readonly describeSource: (
    id: string,
    words: { readonly name: string; readonly licence: string },
  ) => Promise<void>;
  /** With all that hangs on it, once it can't be undone any more. */
  readonly removeSource: (id: string) => Promise<void>;
  readonly keepSource: () => void;
  readonly chooseRecipe: (name: string) => void;
  readonly stopSurveys: () => void;
  /** Surveys that were stopped or failed. */
  readonly surveyAgain: () => Promise<void>;
}
