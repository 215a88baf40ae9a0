/** Of the best epoch before the failure, in the order of `weightShapes`. */
export interface KeptWeights {
  readonly epoch: number;
  readonly weights: ArrayBuffer;
}

export type TrainingFault =
  /** The job does not fit together: nothing was trained. */
  | 'job'
  /** The loss or a weight was no finite number. */
  | 'diverged'
  /** The trainer's worker or its backend is gone. */
  | 'lost';

/** What happened, what was kept and what to do. */
export class TrainingFailed extends Error {
  override readonly name = 'TrainingFailed';
  readonly fault: TrainingFault;
  readonly kept: KeptWeights | null;

  constructor(
    fault: TrainingFault,
    message: string,
    options: ErrorOptions & { readonly kept?: KeptWeights | null } = {},
  ) {
    super(message, options);
    this.fault = fault;
    this.kept = options.kept ?? null;
  }
}
