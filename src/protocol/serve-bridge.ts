import {
  crossed,
  type CommandMap,
  type FromWorker,
  type ToWorker,
  type WorkerProtocol,
} from './bridge.ts';

/** What a dedicated worker's `self` is to the bridge. */
export interface WorkerScope {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

export type CommandHandlers<Commands extends CommandMap> = {
  readonly [Name in keyof Commands]: (
    args: Commands[Name]['args'],
  ) => Promise<Commands[Name]['result']> | Commands[Name]['result'];
};

export interface ServedBridge<Protocol extends WorkerProtocol> {
  notify(notice: Protocol['fromWorker'], transfer?: readonly Transferable[]): void;
}

/** The worker's end: answers every command once and hands on notices. */
export function serve<Protocol extends WorkerProtocol>(
  scope: WorkerScope,
  handlers: CommandHandlers<Protocol['commands']>,
  onNotice: (notice: Protocol['toWorker']) => void,
): ServedBridge<Protocol> {
  const post = (message: FromWorker<Protocol>, transfer: readonly Transferable[] = []): void => {
    scope.postMessage(message, [...transfer]);
  };
  const answer = async (id: number, name: string, args: unknown): Promise<void> => {
    try {
      const handler = (handlers as CommandHandlers<CommandMap>)[name];
      if (handler === undefined) throw new RangeError(`no command is called ${name}`);
      post({ kind: 'result', id, value: await handler(args) });
    } catch (error) {
      post({ kind: 'failure', id, error: crossed(error) });
    }
  };
  scope.addEventListener('message', (event: MessageEvent<ToWorker<Protocol>>) => {
    const message = event.data;
    if (message.kind === 'notice') onNotice(message.notice);
    else void answer(message.id, message.name, message.args);
  });
  return {
    notify(notice, transfer) {
      post({ kind: 'notice', notice }, transfer);
    },
  };
}
