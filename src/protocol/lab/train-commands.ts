/** A run by its id, read from the run store; its epochs are written there as they come. */
export type TrainCommands = Readonly<{
  /**
   * Trains it, or goes on with it, and stores its bundle. Rejects with a sentence that the run keeps
   * as well.
   */
  train: {
    readonly args: { readonly runId: string };
    readonly result: { readonly bundleId: string };
  };
}>;
