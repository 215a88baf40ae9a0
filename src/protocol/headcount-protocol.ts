import type { LandmarkerAssets } from './landmarker-assets.ts';

/** Counts the faces of one picture at a time, each on its own. */
export interface HeadcountProtocol {
  readonly commands: {
    /** Once, first. */
    readonly open: { readonly args: LandmarkerAssets; readonly result: null };
    readonly count: { readonly args: ImageData; readonly result: number };
  };
  readonly toWorker: never;
  readonly fromWorker: never;
}
