/** Outcomes appear in the store; none of these rejects. */
export type TrainActions = Readonly<Record<never, never>>;
