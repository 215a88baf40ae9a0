import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import {
  startEmbeddedBroker,
  type EmbeddedBroker,
  type EmbeddedBrokerOptions,
} from '../../../scripts/broker/embedded-broker.ts';

const CODE = 'ABCD-EF23';
const KEY = 'the-instructors-key';
const NOW = 'class/psy~l1/s/s-1/now';
const WATCHED = 'class/psy~l1/s/+/now';

let server: Server;
let broker: EmbeddedBroker;
let url: string;
const clients: MqttClient[] = [];

async function start(options: Partial<EmbeddedBrokerOptions> = {}): Promise<void> {
  server = createServer((_request, response) => response.end('the app'));
  broker = await startEmbeddedBroker({
    servers: [server],
    joinCode: CODE,
    instructorKey: KEY,
    ...options,
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/mqtt`;
}
const stop = async (): Promise<void> => {
  for (const client of clients.splice(0)) client.end(true);
  await broker.close();
  await new Promise((resolve) => server.close(resolve));
};
beforeEach(() => start());
afterEach(stop);

function connect(user: string, password: string, more: IClientOptions = {}): Promise<MqttClient> {
  const client = mqtt.connect(url, {
    protocolVersion: 4,
    username: user,
    password,
    reconnectPeriod: 0,
    connectTimeout: 8000,
    ...more,
  });
  clients.push(client);
  return new Promise((resolve, reject) => {
    client.once('connect', () => {
      client.off('error', reject);
      client.on('error', () => undefined);
      resolve(client);
    });
    client.once('error', reject);
    client.once('close', () => {
      reject(new Error('closed before it was connected'));
    });
  });
}
const joinAs = (member: string, more?: IClientOptions) => connect(member, CODE, more);

interface Heard {
  readonly topic: string;
  readonly text: string;
  readonly retained: boolean;
}
async function watch(): Promise<readonly Heard[]> {
  const instructor = await connect('instructor', KEY);
  const heard: Heard[] = [];
  instructor.on('message', (topic, payload, { retain }) => {
    heard.push({ topic, text: payload.toString(), retained: retain });
  });
  await instructor.subscribeAsync(WATCHED, { qos: 1 });
  return heard;
}
const closed = (client: MqttClient): Promise<void> =>
  new Promise((resolve) => client.once('close', resolve));

describe('logging in', () => {
  it('[BRK-1] is for students with the code and the instructor with the key', async () => {
    await joinAs('s-1');
    await connect('s-2', 'abcdef23');
    await connect('instructor', KEY);
  });

  it.each([
    ['s-1', 'WRNG-CODE'],
    ['s-1', ''],
    ['not/a/member', CODE],
    ['instructor', CODE],
  ])('[BRK-1] is refused to %s with "%s" as a bad name or password', async (user, password) => {
    await expect(connect(user, password)).rejects.toMatchObject({ code: 4 });
  });

  it('[BRK-4] gets slow after wrong codes, also for the right one', async () => {
    for (let tries = 0; tries < 7; tries++) {
      await expect(connect('s-1', 'WRNG-CODE')).rejects.toMatchObject({ code: 4 });
    }
    const before = performance.now();
    await joinAs('s-1');
    expect(performance.now() - before).toBeGreaterThan(900);
  });
});

describe('what is said', () => {
  it('[BRK-2] goes from a student to the instructor, and is kept for who comes later', async () => {
    const early = await watch();
    const student = await joinAs('s-1');
    await student.publishAsync(NOW, 'one', { qos: 1, retain: true });
    await student.publishAsync(NOW, 'two', { qos: 1, retain: true });
    await expect.poll(() => early.length).toBe(2);
    expect(early).toEqual([
      { topic: NOW, text: 'one', retained: false },
      { topic: NOW, text: 'two', retained: false },
    ]);
    const late = await watch();
    await expect.poll(() => late).toEqual([{ topic: NOW, text: 'two', retained: true }]);
  });

  it.each(['class/psy~l1/s/s-2/now', 'class/psy~l1/s/instructor/now', 'class/psy~l1/now', 'x'])(
    '[BRK-2] reaches nobody where a student forges the topic %s, and ends their connection',
    async (topic) => {
      const heard = await watch();
      const forger = await joinAs('s-1');
      const end = closed(forger);
      forger.publish(topic, 'forged', { qos: 1, retain: true });
      await end;
      await (await joinAs('s-3')).publishAsync('class/psy~l1/s/s-3/now', 'real', { qos: 1 });
      await expect.poll(() => heard.map(({ text }) => text)).toEqual(['real']);
    },
  );

  it('[BRK-2] reaches nobody where it is longer than 300 bytes', async () => {
    const heard = await watch();
    const student = await joinAs('s-1');
    await student.publishAsync(NOW, 'x'.repeat(300), { qos: 1 });
    const end = closed(student);
    student.publish(NOW, 'x'.repeat(301), { qos: 1 });
    await end;
    expect(heard.map(({ text }) => text.length)).toEqual([300]);
  });

  it('[BRK-3] is refused of the instructor', async () => {
    const heard = await watch();
    const instructor = await connect('instructor', KEY);
    const end = closed(instructor);
    instructor.publish(NOW, 'as if', { qos: 1 });
    await end;
    expect(heard).toEqual([]);
  });

  it('[BRK-3] is heard by no student', async () => {
    const student = await joinAs('s-1');
    for (const filter of [WATCHED, NOW, '#', '$SYS/#']) {
      await expect(student.subscribeAsync(filter), filter).rejects.toThrow();
    }
    const heard: string[] = [];
    student.on('message', (topic) => heard.push(topic));
    await (await joinAs('s-2')).publishAsync('class/psy~l1/s/s-2/now', 'x', { qos: 1 });
    await student.publishAsync(NOW, 'x', { qos: 1 });
    expect(heard).toEqual([]);
  });

  it('[BRK-3] is heard by the instructor of classes alone', async () => {
    const instructor = await connect('instructor', KEY);
    for (const filter of ['#', 'class/#', '$SYS/#', '+/+/+/+/+']) {
      await expect(instructor.subscribeAsync(filter), filter).rejects.toThrow();
    }
  });
});

describe('the last will', () => {
  const will = (topic: string, payload = 'gone') => ({
    will: { topic, payload: Buffer.from(payload), qos: 1 as const, retain: true },
  });

  it('[BRK-5] is said where a student vanishes, and not where they take their leave', async () => {
    const heard = await watch();
    (await joinAs('s-1', will(NOW))).stream.destroy();
    await expect.poll(() => heard.map(({ text }) => text)).toEqual(['gone']);
    await (await joinAs('s-1', will(NOW, 'no'))).endAsync();
    await (await joinAs('s-1')).publishAsync(NOW, 'back', { qos: 1 });
    await expect.poll(() => heard.map(({ text }) => text)).toEqual(['gone', 'back']);
  });

  it.each([
    ['of another', 'class/psy~l1/s/s-2/now', 'gone'],
    ['that is too long', NOW, 'x'.repeat(301)],
  ])('[BRK-5] %s is refused with the connection', async (_what, topic, payload) => {
    await expect(joinAs('s-1', will(topic, payload))).rejects.toMatchObject({ code: 5 });
  });
});

describe('connections', () => {
  /** Resolves with 'open', or with the status that refused it. */
  const knock = (address: string, protocols: string[], headers: Record<string, string> = {}) =>
    new Promise<number | 'open'>((resolve) => {
      const socket = new WebSocket(address, protocols, { headers });
      socket.once('open', () => {
        resolve('open');
        socket.close();
      });
      socket.once('unexpected-response', (request, response) => {
        resolve(response.statusCode ?? 0);
        request.destroy();
      });
      socket.on('error', () => undefined);
    });

  it('[BRK-6] come in at /mqtt with the protocol mqtt alone', async () => {
    expect(await knock(url, ['mqtt'])).toBe('open');
    expect(await knock(url, ['other', 'mqtt'])).toBe('open');
    expect(await knock(`${url}/x`, ['mqtt'])).toBe(404);
    expect(await knock(url.replace('/mqtt', '/'), ['mqtt'])).toBe(404);
    expect(await knock(url, [])).toBe(400);
    expect(await knock(url, ['mqttv3.1'])).toBe(400);
  });

  it('[BRK-6] come from our own pages, and from no page elsewhere', async () => {
    const from = (origin: string, host?: string) =>
      knock(url, ['mqtt'], { origin, ...(host === undefined ? {} : { host }) });
    const own = url.replace('ws', 'http').replace('/mqtt', '');
    expect(await from(own)).toBe('open');
    expect(await from('http://evil.example')).toBe(403);
    expect(await from('null')).toBe(403);
    expect(await from(own.replace('http', 'https'))).toBe(403);
    expect(await from('http://127.0.0.1:1')).toBe(403);
    // A name elsewhere that was made to point to this machine.
    expect(await from('http://evil.example:4443', 'evil.example:4443')).toBe(403);
    expect(await from(own, 'not a host')).toBe(403);
  });

  it('[BRK-4] are limited, in all and for one address', async () => {
    for (const limit of [{ maxConnections: 2 }, { maxConnectionsPerAddress: 2 }]) {
      await stop();
      await start(limit);
      const first = await joinAs('s-1');
      await joinAs('s-2');
      expect(await knock(url, ['mqtt'])).toBe(503);
      await first.endAsync();
      await expect.poll(() => knock(url, ['mqtt'])).toBe('open');
    }
  });

  it('[BRK-6] cannot be taken over by another who takes their id', async () => {
    const first = await joinAs('s-1', { clientId: 'same' });
    await joinAs('s-2', { clientId: 'same' });
    await first.publishAsync(NOW, 'still here', { qos: 1 });
    expect(first.connected).toBe(true);
  });

  it('[BRK-6] of bytes that are no MQTT end, and the broker goes on', async () => {
    const socket = new WebSocket(url, ['mqtt']);
    await new Promise((resolve) => socket.once('open', resolve));
    socket.on('error', () => undefined);
    const end = new Promise((resolve) => socket.once('close', resolve));
    socket.send(Buffer.alloc(20_000, 0xff));
    await end;
    await joinAs('s-1');
  });

  it('[BRK-6] leave the app on the same server alone', async () => {
    const response = await fetch(url.replace('ws', 'http'));
    expect(await response.text()).toBe('the app');
  });
});

it('[BRK-7] what waits for a dashboard that lost its connection is handed over when it is back', async () => {
  const session = { clean: false, clientId: 'dashboard' };
  const before = await connect('instructor', KEY, session);
  await before.subscribeAsync(WATCHED, { qos: 1 });
  before.stream.destroy();
  await closed(before);
  await (await joinAs('s-1')).publishAsync(NOW, 'meanwhile', { qos: 1 });
  const heard: string[] = [];
  const after = mqtt.connect(url, {
    protocolVersion: 4,
    username: 'instructor',
    password: KEY,
    reconnectPeriod: 0,
    ...session,
  });
  clients.push(after);
  after.on('message', (_topic, payload) => heard.push(payload.toString()));
  await expect.poll(() => heard).toEqual(['meanwhile']);
});
