/** Outcomes appear in the store; none of these rejects. */
export type QueueActions = Readonly<Record<never, never>>;
