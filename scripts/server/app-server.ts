/** Serves the built app: files, security headers, the deployer's configuration, nothing else. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';
import { securityHeaders, type AllowedOrigins } from './security-headers.ts';

export interface AppServerOptions {
  /** Folder of the built app. */
  readonly folder: string;
  /** Bytes answered for /heed.config.json. */
  readonly configText: string;
  readonly allowed: AllowedOrigins;
  /** 0 takes any free port. */
  readonly port: number;
  readonly host?: string;
  /** PEM; served over https with it. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** The option that chooses another port, for the sentence where none is free. */
  readonly portOption?: string;
}

export interface AppServer {
  /** Without a slash at its end. */
  readonly url: string;
  readonly port: number;
  /** For what else answers on it. */
  readonly server: Server;
  close(): Promise<void>;
}

/** Addresses that the page itself answers; any other unknown address is a real 404. */
const SCREENS =
  /^\/(?:lecture|sessions(?:\/[\w-]+)?|class(?:\/compare|\/records\/[\w-]+(?:\/report)?)?|lab(?:\/(?:features|train|models|labels(?:\/.+)?|runs\/[\w-]+))?|settings)\/?$/;
const NO_CACHE = 'no-cache';
const FOREVER = 'public, max-age=31536000, immutable';

/** `bytes=5-`, `bytes=5-9`; any other form may be ignored (RFC 9110, 14.2) and is. */
function keepSimpleRangesOnly(request: IncomingMessage): void {
  const range = request.headers.range;
  if (range === undefined) return;
  const [, first, last] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(range) ?? [];
  const backwards = last !== undefined && last !== '' && Number(last) < Number(first);
  if (first === undefined || backwards) delete request.headers.range;
}

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  response.setHeader('Cache-Control', NO_CACHE);
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

function handlerFor(options: AppServerOptions) {
  const headers = Object.entries(securityHeaders(options.allowed));
  const files = sirv(options.folder, {
    etag: true,
    dotfiles: false,
    setHeaders: (response, pathname) => {
      response.setHeader('Cache-Control', pathname.startsWith('/assets/') ? FOREVER : NO_CACHE);
      response.setHeader('Accept-Ranges', 'bytes');
      if (pathname.endsWith('.task')) {
        response.setHeader('Content-Type', 'application/octet-stream');
      }
    },
  });
  return (request: IncomingMessage, response: ServerResponse): void => {
    for (const [name, value] of headers) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      answer(response, 405, 'text/plain;charset=utf-8', 'Only GET and HEAD are answered here.\n');
      return;
    }
    const pathname = (request.url ?? '/').split(/[?#]/)[0] ?? '/';
    if (pathname === '/heed.config.json') {
      answer(response, 200, 'application/json;charset=utf-8', options.configText);
      return;
    }
    if (SCREENS.test(pathname)) request.url = '/';
    keepSimpleRangesOnly(request);
    files(request, response, () => {
      answer(response, 404, 'text/plain;charset=utf-8', 'There is nothing at this address.\n');
    });
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Starts on the port asked for, or on the next free one of the ten after it. */
export async function startAppServer(options: AppServerOptions): Promise<AppServer> {
  const { tls } = options;
  const handler = handlerFor(options);
  const server = tls === undefined ? createServer(handler) : createTlsServer(tls, handler);
  const host = options.host ?? '127.0.0.1';
  const lastPort = options.port === 0 ? 0 : Math.min(options.port + 10, 65_535);
  for (let port = options.port; ; port++) {
    try {
      await listen(server, port, host);
      break;
    } catch (error) {
      const busy = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!busy) throw error;
      if (port < lastPort) continue;
      throw new Error(
        `Ports ${options.port} to ${lastPort} are all taken; choose another with ${options.portOption ?? '--port'}.`,
        { cause: error },
      );
    }
  }
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://localhost:${port}`,
    port,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
