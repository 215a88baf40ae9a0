/** Filled by its part. */
export type LearnCommands = Readonly<Record<never, never>>;
