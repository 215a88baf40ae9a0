/** Mosquitto with the very files of deploy/: paths, ports and the user put in, all else as it is. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generate } from 'selfsigned';
import { findMosquitto } from '../../scripts/testing/find-mosquitto.ts';
import { answers, freePort } from '../../scripts/testing/local-ports.ts';

const DEPLOY = path.join(import.meta.dirname, '../../deploy/mosquitto');

export interface DeployedMosquitto {
  /** Of the listener with TLS. */
  readonly url: string;
  /** PEM to be trusted. */
  readonly cert: string;
  /** Passwords by user, as make-users.sh handed them out. */
  readonly passwords: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/** Each of `replacements` has to be found, so that the test runs what is deployed. */
function put(text: string, replacements: Readonly<Record<string, string>>): string {
  let result = text;
  for (const [from, to] of Object.entries(replacements)) {
    if (!result.includes(from)) throw new Error(`mosquitto.conf has no "${from}"`);
    result = result.replaceAll(from, to);
  }
  return result;
}

export function makeUsers(count: number, passwords: string, list: string) {
  const { passwords: program } = findMosquitto() ?? { passwords: '' };
  const env = { ...process.env, PATH: `${path.dirname(program)}:${process.env['PATH'] ?? ''}` };
  const line = [path.join(DEPLOY, 'make-users.sh'), String(count), passwords, list];
  return spawnSync('sh', line, { env, encoding: 'utf8' });
}

export async function readHandedOut(list: string): Promise<ReadonlyMap<string, string>> {
  const lines = (await readFile(list, 'utf8')).trim().split('\n');
  return new Map(lines.map((line) => line.split(',') as [string, string]));
}

export async function startDeployedMosquitto(students: number): Promise<DeployedMosquitto> {
  const programs = findMosquitto();
  if (programs === null) throw new Error('there is no mosquitto here');
  const folder = await mkdtemp(path.join(tmpdir(), 'heed-deployed-'));
  const file = (name: string): string => path.join(folder, name);
  const made = makeUsers(students, file('passwords'), file('list.csv'));
  if (made.status !== 0) throw new Error(made.stderr);
  const pair = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
  });
  await writeFile(file('cert.pem'), pair.cert);
  await writeFile(file('key.pem'), pair.private);
  await copyFile(path.join(DEPLOY, 'heed-acl'), file('acl'));
  const [tcp, secure] = [await freePort(), await freePort()];
  const text = put(await readFile(path.join(DEPLOY, 'mosquitto.conf'), 'utf8'), {
    '/etc/mosquitto/heed-passwords': file('passwords'),
    '/etc/mosquitto/heed-acl': file('acl'),
    '/etc/mosquitto/certs/heed-cert.pem': file('cert.pem'),
    '/etc/mosquitto/certs/heed-key.pem': file('key.pem'),
    '/var/lib/mosquitto/': `${folder}/`,
    'log_dest syslog': 'log_dest stderr',
    'listener 1883 127.0.0.1': `listener ${tcp} 127.0.0.1`,
    'listener 8884': `listener ${secure}`,
  });
  const root = process.getuid?.() === 0 ? 'user root\n' : '';
  await writeFile(file('mosquitto.conf'), root + text);

  const child = spawn(programs.broker, ['-c', file('mosquitto.conf')]);
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => (log += part));
  const deadline = Date.now() + 40_000;
  while (!(await answers(secure))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      throw new Error(`mosquitto does not answer:\n${log}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    url: `wss://localhost:${secure}/mqtt`,
    cert: pair.cert,
    passwords: await readHandedOut(file('list.csv')),
    async close() {
      if (child.exitCode === null) {
        const exit = once(child, 'exit');
        child.kill('SIGTERM');
        await exit;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}
