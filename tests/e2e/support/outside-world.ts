/** A proxy that stands for the rest of the internet: it answers nothing and remembers who called. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface OutsideWorld {
  /** For `--proxy-server`; loopback addresses go around it, so the app itself does not call here. */
  readonly proxy: string;
  /** Hosts that the browser tried to reach, in order. */
  readonly callers: readonly string[];
  readonly close: () => Promise<void>;
}

export async function openOutsideWorld(): Promise<OutsideWorld> {
  const callers: string[] = [];
  const server = createServer((request, response) => {
    callers.push(request.url ?? '');
    response.writeHead(502).end();
  });
  server.on('connect', (request, socket) => {
    callers.push(request.url ?? '');
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    proxy: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    callers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
