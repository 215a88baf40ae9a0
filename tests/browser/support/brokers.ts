/** Real brokers for the tests in the browser, on this machine's own ports. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { TestProject } from 'vitest/node';
import { startEmbeddedBroker } from '../../../scripts/broker/embedded-broker.ts';
import { findMosquitto } from '../../../scripts/testing/find-mosquitto.ts';
import { startMosquitto } from '../../support/mosquitto.ts';

export interface Brokers {
  /** null where Mosquitto is not installed. */
  readonly mosquitto: string | null;
  readonly embedded: string;
  /** Of every student, and of the instructor. */
  readonly secret: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    brokers: Brokers;
  }
}

const SECRET = 'KOALA-0001';
const USERS = ['s-1', 's-2', 's-9', 'instructor'];

let endAll: () => Promise<void> = () => Promise.resolve();

async function listen(): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer();
  // The tests' page is of another origin, and would be sent away as such.
  server.on('upgrade', ({ headers }) => {
    delete headers.origin;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { server, url: `ws://127.0.0.1:${address.port}/mqtt` };
}

export async function setup(project: TestProject): Promise<void> {
  const users = Object.fromEntries(USERS.map((user) => [user, SECRET]));
  const mosquitto = findMosquitto() === null ? null : await startMosquitto({ users });
  const { server, url } = await listen();
  const embedded = await startEmbeddedBroker({
    servers: [server],
    joinCode: SECRET,
    instructorKey: SECRET,
  });
  endAll = async () => {
    await mosquitto?.close();
    await embedded.close();
    server.close();
  };
  project.provide('brokers', { mosquitto: mosquitto?.url ?? null, embedded: url, secret: SECRET });
}

export const teardown = (): Promise<void> => endAll();
