/** Filled by its part. */
export type JudgeCommands = Readonly<Record<never, never>>;
