/** A Mosquitto for one run of the class bench, on this machine alone. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findMosquitto } from '../../testing/find-mosquitto.ts';

export interface BenchBroker {
  /** Of its WebSockets. */
  readonly url: string;
  readonly pid: number;
  close(): Promise<void>;
}

/** As deploy/ has it: students write below their own name, the instructor reads. */
const ACCESS = `user instructor
topic read class/+/s/+/now

pattern write class/+/s/%u/#
`;
const START_MS = 20_000;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });

/** `passwords` by user. Throws where there is no Mosquitto. */
export async function startBenchBroker(
  passwords: ReadonlyMap<string, string>,
): Promise<BenchBroker> {
  const programs = findMosquitto();
  if (programs === null) {
    throw new Error(
      'The class bench needs Mosquitto: install it (Debian: apt-get install mosquitto).',
    );
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'heed-bench-broker-'));
  const file = (name: string): string => path.join(folder, name);
  const [tcp, webSockets] = [await freePort(), await freePort()];
  const users = [...passwords].map(([user, password]) => `${user}:${password}\n`).join('');
  await writeFile(file('passwords'), users, { mode: 0o600 });
  const hashed = spawnSync(programs.passwords, ['-U', file('passwords')]);
  if (hashed.status !== 0) throw new Error(`mosquitto_passwd: ${String(hashed.stderr)}`);
  await writeFile(file('access'), ACCESS, { mode: 0o600 });
  const settings = [
    ...(process.getuid?.() === 0 ? ['user root'] : []),
    'allow_anonymous false',
    `password_file ${file('passwords')}`,
    `acl_file ${file('access')}`,
    'persistence true',
    `persistence_location ${folder}/`,
    // By default 1000 and 20: a dashboard that is busy for a moment would lose messages.
    'max_queued_messages 100000',
    'max_inflight_messages 1000',
    'log_type error',
    'log_type warning',
    `listener ${tcp} 127.0.0.1`,
    `listener ${webSockets} 127.0.0.1`,
    'protocol websockets',
  ];
  await writeFile(file('mosquitto.conf'), `${settings.join('\n')}\n`);
  const child = spawn(programs.broker, ['-c', file('mosquitto.conf')], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const close = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
    }
    await rm(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + START_MS;
  while (!(await answers(webSockets))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await close();
      throw new Error('Mosquitto does not answer; what it said stands above.');
    }
    await pause(50);
  }
  return { url: `ws://127.0.0.1:${webSockets}`, pid: child.pid ?? 0, close };
}
