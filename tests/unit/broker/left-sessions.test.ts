import { createServer, type AddressInfo } from 'node:net';
import { Aedes } from 'aedes';
import mqtt from 'mqtt';
import { expect, it } from 'vitest';
import { forgetSessionsLater } from '../../../scripts/broker/left-sessions.ts';

it.each([
  { keptMs: 60_000, waits: ['meanwhile'] },
  { keptMs: 1, waits: [] },
])('[BRK-7] after $keptMs ms there waits for a dashboard: $waits', async ({ keptMs, waits }) => {
  const broker = await Aedes.createBroker();
  const stop = forgetSessionsLater(broker, keptMs);
  const server = createServer((socket) => void broker.handle(socket));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const session = { protocolVersion: 4 as const, clean: false, clientId: 'dashboard' };

  const before = await mqtt.connectAsync(url, session);
  await before.subscribeAsync('x', { qos: 1 });
  await before.endAsync();
  const student = await mqtt.connectAsync(url, { protocolVersion: 4 });
  await student.publishAsync('x', 'meanwhile', { qos: 1 });
  await new Promise((resolve) => setTimeout(resolve, 100));

  const heard: string[] = [];
  const after = mqtt.connect(url, session);
  after.on('message', (_topic, payload) => heard.push(payload.toString()));
  const present = await new Promise((resolve) => {
    after.once('connect', ({ sessionPresent }) => {
      resolve(sessionPresent);
    });
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(heard).toEqual(waits);
  expect(present).toBe(waits.length > 0);

  await Promise.all([after.endAsync(true), student.endAsync(true)]);
  stop();
  await new Promise<void>((resolve) => {
    broker.close(resolve);
  });
  server.close();
});
