/** Filled by its part. */
export type QueueCommands = Readonly<Record<never, never>>;
