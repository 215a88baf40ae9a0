/** The real Mosquitto, on free ports of this machine, in a folder of its own. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findMosquitto } from '../../scripts/testing/find-mosquitto.ts';
import { answers, freePort } from '../../scripts/testing/local-ports.ts';

export interface MosquittoOptions {
  /** Passwords by user. */
  readonly users: Readonly<Record<string, string>>;
  /** Text of the access list; deploy/'s where there is none. */
  readonly acl?: string;
  /** More lines of configuration. */
  readonly settings?: readonly string[];
}

export interface Mosquitto {
  /** Of the WebSockets listener. */
  readonly url: string;
  readonly pid: () => number;
  readonly log: () => string;
  /** As a crash would. */
  kill(): Promise<void>;
  /** On the same ports, with what it had stored. */
  start(): Promise<void>;
  /** Ends it and removes its folder. */
  close(): Promise<void>;
}

/** The one that is handed to schools. */
const ACCESS = new URL('../../deploy/mosquitto/heed-acl', import.meta.url);

export async function startMosquitto(options: MosquittoOptions): Promise<Mosquitto> {
  const programs = findMosquitto();
  if (programs === null) throw new Error('there is no mosquitto here');
  const folder = await mkdtemp(path.join(tmpdir(), 'heed-mosquitto-'));
  const file = (name: string): string => path.join(folder, name);
  const [tcp, webSockets] = [await freePort(), await freePort()];

  const lines = Object.entries(options.users).map(([user, password]) => `${user}:${password}\n`);
  await writeFile(file('passwords'), lines.join(''), { mode: 0o600 });
  const hashed = spawnSync(programs.passwords, ['-U', file('passwords')]);
  if (hashed.status !== 0) throw new Error(`mosquitto_passwd: ${hashed.stderr.toString()}`);
  await writeFile(file('access'), options.acl ?? (await readFile(ACCESS)), { mode: 0o600 });
  const settings = [
    ...(process.getuid?.() === 0 ? ['user root'] : []),
    'allow_anonymous false',
    `password_file ${file('passwords')}`,
    `acl_file ${file('access')}`,
    'persistence true',
    `persistence_location ${folder}/`,
    'autosave_interval 1',
    'max_queued_messages 100000',
    'max_inflight_messages 100',
    'log_type all',
    ...(options.settings ?? []),
    // With a listener for WebSockets alone it ends at once.
    `listener ${tcp} 127.0.0.1`,
    `listener ${webSockets} 127.0.0.1`,
    'protocol websockets',
  ];
  await writeFile(file('mosquitto.conf'), `${settings.join('\n')}\n`);

  let child: ChildProcess;
  let log = '';
  const start = async (): Promise<void> => {
    child = spawn(programs.broker, ['-c', file('mosquitto.conf')]);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        log += text;
      });
    }
    const deadline = Date.now() + 40_000;
    while (!(await answers(webSockets))) {
      if (child.exitCode !== null || Date.now() > deadline) {
        throw new Error(`mosquitto does not answer:\n${log}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  };
  await start();

  return {
    url: `ws://127.0.0.1:${webSockets}`,
    pid: () => child.pid ?? 0,
    log: () => log,
    kill,
    start,
    async close() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
