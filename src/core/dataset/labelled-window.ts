/** One example to learn from or to be judged by. */
export interface LabelledWindow {
  /** length x features, row-major, unscaled. */
  readonly values: Float32Array;
  /** Index into the recipe's labels. */
  readonly label: number;
  /** Who it was; a split never has one person on two sides. */
  readonly person: string;
}

/** A still as the model sees it: held for the window's whole length, so every row is the same. */
export function heldWindow(features: Float32Array, length: number): Float32Array<ArrayBuffer> {
  const values = new Float32Array(length * features.length);
  for (let row = 0; row < length; row++) values.set(features, row * features.length);
  return values;
}

/** How many windows have each label. */
export function labelCounts(
  windows: readonly Pick<LabelledWindow, 'label'>[],
  labelCount: number,
): number[] {
  const counts = new Array<number>(labelCount).fill(0);
  for (const { label } of windows) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}
