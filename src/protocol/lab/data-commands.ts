/** Filled by its part. */
export type DataCommands = Readonly<Record<never, never>>;
