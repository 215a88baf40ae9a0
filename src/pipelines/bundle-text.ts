import type { TrainedBundle } from './train-contract.ts';

/** A file of a bundle that is text. Throws RangeError where there is none. */
export function bundleText({ files }: Pick<TrainedBundle, 'files'>, name: string): string {
  const content = files.get(name);
  if (typeof content !== 'string') throw new RangeError(`The bundle has no text ${name}.`);
  return content;
}
