/** Outcomes appear in the store; none of these rejects. */
export type ClipsActions = Readonly<Record<never, never>>;
