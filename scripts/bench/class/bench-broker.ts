/** A Mosquitto as deploy/ sets it up, for one run of the class bench, on this machine alone. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ROOT } from '../../build-app.ts';
import { findMosquitto } from '../../testing/find-mosquitto.ts';
import { answers, freePort } from '../../testing/local-ports.ts';

export interface BenchBroker {
  /** Of its WebSockets. */
  readonly url: string;
  readonly pid: number;
  close(): Promise<void>;
}

const SHIPPED = path.join(ROOT, 'deploy/mosquitto');
/** Where things lie, and who is told what, is this run's own. */
const OWN = /^(?:[a-z_]+_file|persistence_location|listener|protocol|certfile|keyfile|log_\w+) /;

/** What deploy/ sets for a school, of how much and how long. */
async function shippedSettings(): Promise<readonly string[]> {
  const text = await readFile(path.join(SHIPPED, 'mosquitto.conf'), 'utf8');
  const lines = text.split('\n').filter((line) => /^[a-z]/.test(line) && !OWN.test(line));
  // Of a listener; on this one there are more connections than a school has.
  return lines.filter((line) => !line.startsWith('max_connections'));
}

const START_MS = 20_000;

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
  const access = await readFile(path.join(SHIPPED, 'heed-acl'), 'utf8');
  await writeFile(file('access'), access, { mode: 0o600 });
  const settings = [
    ...(process.getuid?.() === 0 ? ['user root'] : []),
    ...(await shippedSettings()),
    `password_file ${file('passwords')}`,
    `acl_file ${file('access')}`,
    `persistence_location ${folder}/`,
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
