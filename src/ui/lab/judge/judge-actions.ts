/** Outcomes appear in the store; none of these rejects. */
export type JudgeActions = Readonly<Record<never, never>>;
