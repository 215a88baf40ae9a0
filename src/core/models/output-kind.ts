/**
 * Outputs of a model: `exclusive` are shares that sum to 1 (softmax), of which one label is true;
 * `independent` are each between 0 and 1 for itself (sigmoid), and any number of them may be true.
 */
export const OUTPUT_KINDS = ['exclusive', 'independent'] as const;
export type OutputKind = (typeof OUTPUT_KINDS)[number];
