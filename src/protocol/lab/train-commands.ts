/** Filled by its part. */
export type TrainCommands = Readonly<Record<never, never>>;
