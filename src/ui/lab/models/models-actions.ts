/** Outcomes appear in the store; none of these rejects. */
export type ModelsActions = Readonly<Record<never, never>>;
