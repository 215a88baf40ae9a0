/** Outcomes appear in the store; none of these rejects. */
export type DataActions = Readonly<Record<never, never>>;
