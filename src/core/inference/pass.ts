/** Values of one window between two layers; the same memory for every window. */
export interface Stage {
  /** steps x width, row by row. */
  readonly values: Float32Array;
  readonly steps: number;
  readonly width: number;
  /** False once a layer has made one row of all steps. */
  readonly isSequence: boolean;
  /** 0 for each step that recurrent layers pass over; null where none is masked. */
  readonly seen: Uint8Array | null;
}

/** One layer at work: `run` makes `output` of the stage it was opened on. */
export interface Pass {
  readonly output: Stage;
  run(): void;
}
