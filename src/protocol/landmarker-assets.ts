import type { Delegate } from '#core/capture/vision-report.ts';

export interface LandmarkerAssets {
  /** Folder of `vision_wasm_module_internal.{js,wasm}`, absolute, without a slash at the end. */
  readonly wasmFolder: string;
  readonly model: string;
}

/** `auto` takes the GPU only where it is a real one and won a short self-test. */
export type DelegateChoice = Delegate | 'auto';

export interface LandmarkerReady {
  readonly delegate: Delegate;
  /** The graphics renderer as the browser names it; null where it doesn't say. */
  readonly renderer: string | null;
  /** Milliseconds per frame in the self-test; null where a delegate was not tried. */
  readonly selfTest: Readonly<Record<Delegate, number | null>>;
}

/** How many frames a worker took and how many of them it closed or handed on; equal at rest. */
export interface FrameTally {
  readonly taken: number;
  readonly released: number;
}

/** The landmarker works no more; the worker is to be replaced. */
export interface LandmarkerLost {
  readonly kind: 'lost';
  readonly problem: 'context_lost' | 'worker_failed';
  readonly delegate: Delegate;
  readonly message: string;
}
