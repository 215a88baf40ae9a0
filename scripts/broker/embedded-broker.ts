/** The broker of `npm start -- --class`: aedes (MQTT 3.1.1) behind the app's own servers. */
import type { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import { Aedes, type Client } from 'aedes';
import { createWebSocketStream } from 'ws';
import { mayPublish, maySubscribe, roleOf, type Publication, type Role } from './access-rules.ts';
import { forgetSessionsLater } from './left-sessions.ts';
import { openSocketDoor } from './socket-door.ts';
import { createWrongCodes } from './wrong-codes.ts';

export interface EmbeddedBrokerOptions {
  /** Servers of http or https, listening or not; the broker is at /mqtt of each. */
  readonly servers: readonly Server[];
  /** What students log in with, under any name that is a valid member id. */
  readonly joinCode: string;
  /** What the user `instructor` logs in with. */
  readonly instructorKey: string;
  /** Host names that our pages are opened under, without ports; pages of others are refused. */
  readonly hosts?: () => readonly string[];
  readonly maxConnections?: number;
  readonly maxConnectionsPerAddress?: number;
}

export interface EmbeddedBroker {
  /** Ends every connection; the servers are their owner's to close. */
  close(): Promise<void>;
}

/** Return codes of MQTT 3.1.1, 3.2.2.3. */
const BAD_USERNAME_OR_PASSWORD = 4;
const NOT_AUTHORIZED = 5;
/** Who is silent for one and a half times this is taken for gone, and their last will is said. */
const LONGEST_KEEPALIVE_S = 120;
/** Topics whose last message is kept; a class has one for each student. */
const MOST_TOPICS = 20_000;
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

class LoginRefused extends Error {
  override readonly name = 'LoginRefused';
  readonly returnCode: number;
  constructor(returnCode: number, message: string) {
    super(message);
    this.returnCode = returnCode;
  }
}

/** Starts the broker behind the servers. Its messages live in memory and end with it. */
export async function startEmbeddedBroker(options: EmbeddedBrokerOptions): Promise<EmbeddedBroker> {
  const roles = new WeakMap<Client, Role>();
  const wills = new WeakMap<Client, Publication>();
  const topics = new Set<string>();
  const wrongCodes = createWrongCodes(() => performance.now());

  const admits = (role: Role, publication: Publication): boolean => {
    if (!mayPublish(role, publication)) return false;
    if (topics.size >= MOST_TOPICS && !topics.has(publication.topic)) return false;
    topics.add(publication.topic);
    return true;
  };

  const broker = await Aedes.createBroker({
    connectTimeout: 10_000,
    keepaliveLimit: LONGEST_KEEPALIVE_S,
    maxClientsIdLength: 64,
    maxTopicLevels: 8,
    preConnect: (client, packet, done) => {
      if (packet.will !== undefined) wills.set(client, packet.will);
      done(null, true);
    },
    authenticate: (client, user, password, done) => {
      const address = client.req?.socket.remoteAddress ?? '';
      const role = roleOf(user, password?.toString(), options);
      const wait = wrongCodes.waitFor(address);
      if (role === null) wrongCodes.count(address);
      const answer = (): void => {
        const will = wills.get(client);
        if (role === null) {
          done(new LoginRefused(BAD_USERNAME_OR_PASSWORD, 'wrong name or code'), false);
        } else if (will !== undefined && !admits(role, will)) {
          done(new LoginRefused(NOT_AUTHORIZED, 'the last will is not for this topic'), false);
        } else {
          roles.set(client, role);
          // Nobody takes over the connection of another by taking its id.
          client.id = `${user ?? ''}/${client.id}`;
          done(null, true);
        }
      };
      if (wait === 0) answer();
      else setTimeout(answer, wait).unref();
    },
    authorizePublish: (client, packet, done) => {
      // Without a client it is a will that was looked at when it was left.
      const role = client === null ? null : roles.get(client);
      const allowed = role === null || (role !== undefined && admits(role, packet));
      done(allowed ? null : new Error('not allowed to publish this'));
    },
    authorizeSubscribe: (client, subscription, done) => {
      const role = roles.get(client);
      done(
        null,
        role !== undefined && maySubscribe(role, subscription.topic) ? subscription : null,
      );
    },
  });
  // A connection that breaks its rules is closed; that is no error of the broker.
  (broker as EventEmitter).on('error', () => undefined);
  const stopForgetting = forgetSessionsLater(broker);

  const closeDoor = openSocketDoor({
    servers: options.servers,
    hosts: () => [...LOOPBACK, ...(options.hosts?.() ?? [])],
    maxConnections: options.maxConnections ?? 2000,
    maxConnectionsPerAddress: options.maxConnectionsPerAddress ?? 1000,
    onSocket: (socket, request) => {
      const stream = createWebSocketStream(socket);
      stream.on('error', () => undefined);
      broker.handle(stream, request);
    },
  });

  return {
    close: () =>
      new Promise((resolve) => {
        stopForgetting();
        closeDoor();
        broker.close(resolve);
      }),
  };
}
