import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import type { ClassLink } from '#core/live/class-channel.ts';
import { readAnswer, reasonCode, type Refused } from './refusal.ts';
import { retryDelayMs } from './retry-delay.ts';
import { settledWithin } from './settled-within.ts';

const CONNECT_TIMEOUT_MS = 10_000;

/** 4 is MQTT 3.1.1. */
export type MqttVersion = 4 | 5;

export interface LineOptions {
  readonly url: string;
  readonly client: IClientOptions;
  /** Says `online` when the browser is. */
  readonly network: EventTarget;
  /** A session that the broker still holds has its subscriptions. Resolves when all is set up. */
  readonly onUp: (client: MqttClient, sessionPresent: boolean) => Promise<void>;
  /** Not connected now. */
  readonly onDown: () => void;
  /** And never again. */
  readonly onOver: () => void;
  readonly onMessage: (topic: string, payload: Uint8Array, retained: boolean) => void;
  readonly onLink: (link: ClassLink) => void;
}

/** A connection that is made again for as long as it is wanted and not refused. */
export interface BrokerLine {
  /** null unless connected and set up. */
  up(): MqttClient | null;
  /** Puts on the wire what was said in this very turn: a page that closes has no other. */
  flush(): void;
  /** Gives up, and says why. */
  refuse(refusal: Refused): void;
  /** With a word to the broker, so that no last will is said, where it can be reached. Never rejects. */
  close(withinMs: number): Promise<void>;
}

/**
 * Asks for MQTT 5, and for 3.1.1 where the broker knows no other. mqtt.js would retry at a fixed
 * interval and never after a refusal; so its own way is off (period 0) and this one is taken.
 */
export function openLine(options: LineOptions): BrokerLine {
  const { network, onLink } = options;
  let version: MqttVersion = 5;
  let phase: 'dialling' | 'up' | 'waiting' | 'over' = 'dialling';
  let everUp = false;
  let tries = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told: ClassLink['kind'] | null = null;

  const tell = (link: ClassLink): void => {
    if (link.kind === told) return;
    told = link.kind;
    onLink(link);
  };

  const dial = (): MqttClient => {
    const dialled = mqtt.connect(options.url, {
      ...options.client,
      protocolVersion: version,
      connectTimeout: CONNECT_TIMEOUT_MS,
      reconnectPeriod: 0,
      resubscribe: false,
    });
    dialled.on('connect', ({ sessionPresent }) => {
      void setUp(dialled, sessionPresent);
    });
    dialled.on('message', (topic, payload, { retain }) => {
      if (isOver()) return;
      options.onMessage(topic, payload, retain);
    });
    dialled.on('error', (error) => {
      if (dialled === client) hearError(error);
    });
    dialled.on('close', () => {
      if (dialled === client) goDown();
    });
    return dialled;
  };
  const isOver = (): boolean => phase === 'over';

  const setUp = async (dialled: MqttClient, sessionPresent: boolean): Promise<void> => {
    try {
      await options.onUp(dialled, sessionPresent);
    } catch {
      // Whoever sets up has refused, or the connection broke meanwhile and is made again.
      return;
    }
    if (isOver() || !dialled.connected) return;
    phase = 'up';
    everUp = true;
    tries = 0;
    tell({ kind: 'connected' });
  };

  const goDown = (): void => {
    if (isOver() || phase === 'waiting') return;
    phase = 'waiting';
    options.onDown();
    tell({ kind: 'offline', reason: everUp ? 'lost' : 'unreachable' });
    timer = setTimeout(redial, retryDelayMs(tries, Math.random()));
    tries += 1;
  };

  const redial = (): void => {
    clearTimeout(timer);
    if (phase !== 'waiting') return;
    phase = 'dialling';
    client.connect();
  };

  const hearError = (error: Error): void => {
    const code = reasonCode(error);
    if (phase !== 'dialling' || code === null) return;
    const answer = readAnswer(code, error.message, version);
    if (answer.kind === 'refused') refuse(answer);
    if (answer.kind !== 'speak_older') return;
    version = 4;
    const old = client;
    client = dial();
    old.end(true);
  };

  const stop = (): void => {
    phase = 'over';
    clearTimeout(timer);
    network.removeEventListener('online', redial);
    options.onOver();
  };
  const refuse = (refusal: Refused): void => {
    if (isOver()) return;
    stop();
    client.end(true);
    tell(refusal);
  };

  tell({ kind: 'connecting' });
  network.addEventListener('online', redial);
  let client = dial();

  return {
    up: () => (phase === 'up' && client.connected ? client : null),
    flush() {
      // mqtt.js holds back each packet until the next turn, to write it in one piece.
      const { stream } = client;
      while (stream.writableCorked > 0) stream.uncork();
    },
    refuse,
    async close(withinMs) {
      if (isOver()) return;
      stop();
      const force = !client.connected;
      const ended = client.endAsync(force, { properties: { sessionExpiryInterval: 0 } });
      await settledWithin(withinMs, ended);
      client.stream.destroy();
    },
  };
}
