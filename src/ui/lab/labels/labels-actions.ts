/** Outcomes appear in the store; none of these rejects. */
export type LabelsActions = Readonly<Record<never, never>>;
