/** Filled by its part. */
export type ExploreCommands = Readonly<Record<never, never>>;
