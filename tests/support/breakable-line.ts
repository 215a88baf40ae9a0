/** A way to a server of this machine that can be cut and stalled, as networks are. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface BreakableLine {
  readonly url: string;
  /** Connections end, and new ones are turned away. */
  cut(): void;
  /** Nothing comes through any more, and nobody is told. */
  stall(): void;
  mend(): void;
  close(): Promise<void>;
  /** Connections that were asked for. */
  readonly asked: () => number;
}

export async function breakableLine(target: string): Promise<BreakableLine> {
  const { port } = new URL(target);
  const sockets = new Set<Socket>();
  let state: 'whole' | 'cut' | 'stalled' = 'whole';
  let asked = 0;

  const server = createServer((near) => {
    asked += 1;
    const far = connect(Number(port), '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => undefined);
      one.on('data', (data) => {
        if (state !== 'stalled') other.write(data);
      });
      one.on('close', () => {
        sockets.delete(one);
        if (state !== 'stalled') other.destroy();
      });
    }
    if (state === 'cut') near.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');

  const endAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `ws://127.0.0.1:${address.port}`,
    cut() {
      state = 'cut';
      endAll();
    },
    stall() {
      state = 'stalled';
    },
    mend() {
      state = 'whole';
    },
    async close() {
      state = 'cut';
      endAll();
      server.close();
      await once(server, 'close');
    },
    asked: () => asked,
  };
}
