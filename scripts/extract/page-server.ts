/** Serves the page that reads pictures, the landmark model and what is offered, on 127.0.0.1 alone. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { build } from 'vite';
import { ROOT } from '../build-app.ts';

const PAGE = path.join(ROOT, 'scripts/extract/page/index.html');
const PUBLIC = path.join(ROOT, 'public');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
};

export interface PageServer {
  /** Address of the page. */
  readonly url: string;
  /** Serves a file until it is withdrawn; its address, which no other file ever has. */
  readonly offer: (file: string) => string;
  readonly withdraw: (address: string) => void;
  close(): Promise<void>;
}

async function builtPage(): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: path.dirname(PAGE),
    worker: { format: 'es' },
    build: {
      write: false,
      target: 'es2023',
      copyPublicDir: false,
      chunkSizeWarningLimit: 5000,
      rolldownOptions: { input: PAGE },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((result) =>
    'output' in result ? result.output : [],
  );
  return new Map(
    outputs.map((output) => [
      `/${output.fileName}`,
      output.type === 'chunk' ? output.code : output.source,
    ]),
  );
}

export async function startPageServer(): Promise<PageServer> {
  const files = await builtPage();
  const offered = new Map<string, string>();
  let offers = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const type = TYPES[path.extname(pathname)] ?? 'application/octet-stream';
    const made = files.get(pathname);
    if (made !== undefined) {
      response.writeHead(200, { 'content-type': type }).end(made);
      return;
    }
    const asset = /^\/(?:wasm|models)\/[\w.]+$/.test(pathname) ? path.join(PUBLIC, pathname) : null;
    const file = offered.get(pathname) ?? asset;
    if (file === null) response.writeHead(404).end();
    else await sendFile(file, type, request, response);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(404);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}/index.html`,
    offer(file) {
      const at = `/input/${offers++}`;
      offered.set(at, file);
      return at;
    },
    withdraw(at) {
      offered.delete(at);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function sendFile(
  file: string,
  type: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { size } = await stat(file);
  const headers = { 'content-type': type, 'accept-ranges': 'bytes', 'cache-control': 'no-store' };
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  if (range === null) {
    response.writeHead(200, { ...headers, 'content-length': size });
    createReadStream(file).pipe(response);
    return;
  }
  const start = Number(range[1]);
  const end = range[2] === '' ? size - 1 : Math.min(Number(range[2]), size - 1);
  if (start >= size || end < start) {
    response.writeHead(416, { 'content-range': `bytes */${size}` }).end();
    return;
  }
  response.writeHead(206, {
    ...headers,
    'content-length': end - start + 1,
    'content-range': `bytes ${start}-${end}/${size}`,
  });
  const stream = createReadStream(file, { start, end });
  response.once('close', () => stream.destroy());
  stream.pipe(response);
}
