interface Indexed<T> {
  readonly length: number;
  readonly [index: number]: T;
}

/** The element at `index`. Throws RangeError where there is none: an index is never silently absent. */
export function at<T>(values: Indexed<T>, index: number): T {
  if (index < 0 || index >= values.length) {
    throw new RangeError(`index ${index} is outside 0..${values.length - 1}`);
  }
  return values[index] as T;
}
