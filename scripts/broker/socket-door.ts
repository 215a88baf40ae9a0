/** Which connections become WebSockets at all: the path, the protocol, the origin and how many. */
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { addressGroup } from './wrong-codes.ts';

export const BROKER_PATH = '/mqtt';
/** More than any message of a class needs; a longer one ends the connection. */
const LONGEST_FRAME_BYTES = 16_384;

export interface SocketDoorOptions {
  readonly servers: readonly Server[];
  /** Host names that our own pages are opened under, without ports. */
  readonly hosts: () => readonly string[];
  readonly maxConnections: number;
  readonly maxConnectionsPerAddress: number;
  readonly onSocket: (socket: WebSocket, request: IncomingMessage) => void;
}

/**
 * A page names its origin, and only a page of this very server may come in. What is no browser
 * names none, and could name any.
 */
function isOwnOrigin(request: IncomingMessage, hosts: readonly string[]): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  const address = `${'encrypted' in request.socket ? 'https' : 'http'}://${host ?? ''}`;
  if (!URL.canParse(origin) || !URL.canParse(address)) return false;
  const page = new URL(origin);
  // The name is checked too: a foreign one may be made to point to this machine.
  return page.origin === new URL(address).origin && hosts.includes(page.hostname);
}

function refuse(socket: Duplex, status: string, why: string): void {
  socket.on('error', () => undefined);
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/plain;charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(why)}\r\n\r\n${why}`,
  );
}

/** Opens the door; returns what closes it and everything that came through. */
export function openSocketDoor(options: SocketDoorOptions): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LONGEST_FRAME_BYTES,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has('mqtt') ? 'mqtt' : false),
  });
  const open = new Map<string, number>();

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const address = addressGroup(request.socket.remoteAddress ?? '');
    const here = open.get(address) ?? 0;
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(/\s*,\s*/);
    if ((request.url ?? '').split('?')[0] !== BROKER_PATH) {
      refuse(socket, '404 Not Found', 'There is nothing at this address.\n');
    } else if (!offered.includes('mqtt')) {
      refuse(socket, '400 Bad Request', 'Only the protocol mqtt is spoken here.\n');
    } else if (!isOwnOrigin(request, options.hosts())) {
      refuse(socket, '403 Forbidden', 'Pages of other origins are not let in.\n');
    } else if (
      sockets.clients.size >= options.maxConnections ||
      here >= options.maxConnectionsPerAddress
    ) {
      refuse(socket, '503 Service Unavailable', 'There are too many connections.\n');
    } else {
      open.set(address, here + 1);
      socket.once('close', () => {
        const left = (open.get(address) ?? 1) - 1;
        if (left > 0) open.set(address, left);
        else open.delete(address);
      });
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        options.onSocket(webSocket, request);
      });
    }
  };
  for (const server of options.servers) server.on('upgrade', onUpgrade);
  return () => {
    for (const server of options.servers) server.off('upgrade', onUpgrade);
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
  };
}
