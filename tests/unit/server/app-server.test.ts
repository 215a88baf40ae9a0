import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAppServer, type AppServer } from '../../../scripts/server/app-server.ts';

const VIDEO = Uint8Array.from({ length: 1000 }, (_, index) => index % 251);
const CONFIG = '{"modes":["attention"]}';

let parent: string;
let folder: string;
let server: AppServer;

beforeAll(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'heed-server-'));
  folder = path.join(parent, 'dist');
  await mkdir(path.join(folder, 'assets'), { recursive: true });
  await mkdir(path.join(folder, 'demo'));
  await mkdir(path.join(folder, 'models'));
  await writeFile(path.join(parent, 'secret.txt'), 'secret');
  await writeFile(path.join(folder, '.hidden'), 'secret');
  await writeFile(path.join(folder, 'index.html'), '<title>Heed</title>');
  await writeFile(path.join(folder, 'assets/face-worker-a1b2.js'), 'export {};');
  await writeFile(path.join(folder, 'models/face.task'), 'task');
  await writeFile(path.join(folder, 'demo/lecture.webm'), VIDEO);
  await writeFile(path.join(folder, 'demo/lecture.vtt'), 'WEBVTT');
  server = await startAppServer({
    folder,
    configText: CONFIG,
    allowed: {
      mediaOrigins: ['https://media.example.edu'],
      embedOrigins: ['https://moodle.example.edu'],
      class: { channel: 'tabs', minimumGroup: 5 },
    },
    port: 0,
  });
});
afterAll(async () => {
  await server.close();
  await rm(parent, { recursive: true });
});

const get = (address: string, init?: RequestInit): Promise<Response> =>
  fetch(server.url + address, init);

/** As `fetch`, but the path goes out as it stands: fetch would resolve the dots away. */
const rawStatus = (address: string, method = 'GET'): Promise<number> =>
  new Promise((resolve, reject) => {
    request({ port: server.port, host: '127.0.0.1', path: address, method }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });

function directive(response: Response, name: string): readonly string[] {
  const policy = response.headers.get('content-security-policy') ?? '';
  const found = policy.split('; ').find((part) => part.startsWith(`${name} `));
  return found?.split(' ').slice(1) ?? [];
}

describe('what is answered', () => {
  it.each([
    '/',
    '/lecture?student_id=a',
    '/sessions',
    '/sessions/0f-a_1',
    '/class',
    '/class/compare?a=1&b=2',
    '/class/records/0f-a_1',
    '/class/records/0f-a_1/report',
    '/lab',
    '/lab/features',
    '/lab/labels',
    '/lab/labels/next',
    '/lab/labels/session%2F0f-a_1?at=12',
    '/lab/train',
    '/lab/runs/0f-a_1',
    '/lab/models',
  ])('[SRV-1] answers %s with the page', async (address) => {
    const response = await get(address);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('<title>Heed</title>');
  });

  it.each([
    '/nothing',
    '/sessions/a/b',
    '/assets/missing.js',
    '/.hidden',
    '/lecturer',
    '/class/records',
    '/class/records/a/b',
    '/class/x',
    '/lab/x',
    '/lab/runs',
    '/lab/models/x',
  ])('[SRV-1] answers %s with a real 404', async (address) => {
    const response = await get(address);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('secret');
  });

  it.each([
    '/../secret.txt',
    '/demo/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/demo/..%5c..%5csecret.txt',
    '//secret.txt',
    '/%',
    '/__proto__',
  ])('[SRV-2] leaves its folder for nobody: %s', async (address) => {
    expect(await rawStatus(address)).toBe(404);
  });

  it('[SRV-2] answers GET and HEAD alone', async () => {
    expect(await rawStatus('/', 'HEAD')).toBe(200);
    expect(await rawStatus('/', 'POST')).toBe(405);
    expect(await rawStatus('/heed.config.json', 'PUT')).toBe(405);
  });

  it("[SRV-3] answers the deployer's configuration, never from a cache", async () => {
    const response = await get('/heed.config.json');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.text()).toBe(CONFIG);
  });
});

describe('parts of a file', () => {
  const range = (value: string): Promise<Response> =>
    get('/demo/lecture.webm', { headers: { range: value } });

  it('[SRV-4] answers a range with just those bytes', async () => {
    const response = await range('bytes=100-199');
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe('bytes 100-199/1000');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(VIDEO.slice(100, 200));
  });

  it('[SRV-4] answers an open range to the end, however far it asks', async () => {
    for (const asked of ['bytes=900-', 'bytes=900-5000']) {
      const response = await range(asked);
      expect(response.headers.get('content-range')).toBe('bytes 900-999/1000');
      expect(new Uint8Array(await response.arrayBuffer())).toEqual(VIDEO.slice(900));
    }
  });

  it('[SRV-4] refuses a range beyond the file', async () => {
    expect((await range('bytes=1000-')).status).toBe(416);
  });

  it.each(['bytes=200-100', 'bytes=-5', 'bytes=0-1,5-6', 'lines=1-2', 'bytes=a-b'])(
    '[SRV-4] answers the whole file for a range it does not know: %s',
    async (asked) => {
      const response = await range(asked);
      expect(response.status).toBe(200);
      expect((await response.arrayBuffer()).byteLength).toBe(1000);
    },
  );
});

describe('headers', () => {
  const everything = [
    '/',
    '/lecture',
    '/assets/face-worker-a1b2.js',
    '/demo/lecture.webm',
    '/heed.config.json',
    '/nothing',
  ];

  it.each(everything)('[SRV-5] keep %s from any other origin', async (address) => {
    const response = await get(address);
    expect(directive(response, 'default-src')).toEqual(["'none'"]);
    expect(directive(response, 'script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    expect(directive(response, 'worker-src')).toEqual(["'self'"]);
    expect(directive(response, 'connect-src')).toEqual(["'self'", 'https://media.example.edu']);
    expect(directive(response, 'frame-ancestors')).toEqual([
      "'self'",
      'https://moodle.example.edu',
    ]);
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const permissions = response.headers.get('permissions-policy')?.split(', ') ?? [];
    expect(permissions).toContain('camera=(self)');
    expect(permissions).toContain('microphone=()');
  });

  it('[SRV-6] let the browser keep hashed files for good and ask again for the rest', async () => {
    const cacheOf = async (address: string) => (await get(address)).headers.get('cache-control');
    expect(await cacheOf('/assets/face-worker-a1b2.js')).toContain('immutable');
    for (const address of ['/', '/lecture', '/demo/lecture.webm', '/models/face.task']) {
      expect(await cacheOf(address)).toBe('no-cache');
    }
    const first = await get('/demo/lecture.webm');
    await first.arrayBuffer();
    const etag = first.headers.get('etag') ?? '';
    const again = await get('/demo/lecture.webm', { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    expect(directive(again, 'default-src')).toEqual(["'none'"]);
  });

  it.each([
    ['/assets/face-worker-a1b2.js', 'text/javascript'],
    ['/demo/lecture.webm', 'video/webm'],
    ['/demo/lecture.vtt', 'text/vtt'],
    ['/models/face.task', 'application/octet-stream'],
  ])('[SRV-6] say what %s is', async (address, type) => {
    expect((await get(address)).headers.get('content-type')).toContain(type);
  });
});

describe('the port', () => {
  it('[SRV-7] is the next free one where the asked one is taken', async () => {
    const next = await startAppServer({
      folder,
      configText: CONFIG,
      allowed: { mediaOrigins: [], embedOrigins: [], class: { channel: 'off' } },
      port: server.port,
    });
    try {
      expect(next.port).toBeGreaterThan(server.port);
      expect((await fetch(next.url)).status).toBe(200);
    } finally {
      await next.close();
    }
  });
});
