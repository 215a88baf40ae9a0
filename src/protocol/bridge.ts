/**
 * One typed bridge per worker. Commands are answered and run one at a time in the order given;
 * notices go either way and are never answered.
 */
export type CommandMap = Readonly<
  Record<string, { readonly args: unknown; readonly result: unknown }>
>;

/** Everything that passes between a page and one kind of worker. */
export interface WorkerProtocol {
  readonly commands: CommandMap;
  /** Notices from the page; never where there are none. */
  readonly toWorker: unknown;
  readonly fromWorker: unknown;
}

/** An error as it crosses: `code` is one of the protocol's own, the rest is for the log. */
export interface CrossedError {
  readonly code: string;
  readonly message: string;
  readonly stack: string | null;
}

export type ToWorker<Protocol extends WorkerProtocol> =
  | {
      readonly kind: 'command';
      readonly id: number;
      readonly name: keyof Protocol['commands'] & string;
      readonly args: unknown;
    }
  | { readonly kind: 'notice'; readonly notice: Protocol['toWorker'] };

export type FromWorker<Protocol extends WorkerProtocol> =
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly error: CrossedError }
  | { readonly kind: 'notice'; readonly notice: Protocol['fromWorker'] };

export class BridgeError extends Error {
  override readonly name = 'BridgeError';
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export const crossed = (error: unknown): CrossedError =>
  error instanceof BridgeError
    ? { code: error.code, message: error.message, stack: error.stack ?? null }
    : error instanceof Error
      ? { code: 'worker_failed', message: error.message, stack: error.stack ?? null }
      : { code: 'worker_failed', message: String(error), stack: null };
