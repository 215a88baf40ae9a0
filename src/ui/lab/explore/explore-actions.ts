/** Outcomes appear in the store; none of these rejects. */
export type ExploreActions = Readonly<Record<never, never>>;
