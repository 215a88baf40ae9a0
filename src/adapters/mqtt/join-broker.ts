import type { ClassUplink, JoinOptions } from '#core/live/class-channel.ts';
import { openLine } from './broker-line.ts';
import { type BrokerOptions, clientOptions } from './broker-options.ts';
import { createInFlight, notConnected } from './in-flight.ts';
import { isNotAllowed } from './refusal.ts';
import { settledWithin } from './settled-within.ts';
import { studentTopic } from './topic.ts';

/** Below what brokers take at once without being told: Mosquitto 20, EMQX 32. */
const UNDER_WAY = 10;
const SESSION_EXPIRY_S = 60;
/** Who is back by then has not left. */
const WILL_DELAY_S = 5;
/** No lecture is longer; the broker then forgets what it kept of the student. */
const KEPT_S = 2 * 60 * 60;
const LEAVING_MS = 2000;

/** A student's end at a broker: the last thing said is retained, the last will is left in its place. */
export function joinBroker(
  broker: BrokerOptions,
  { room, member, lastWill, onLink }: JoinOptions,
): ClassUplink {
  const topic = studentTopic(room, member);
  const flight = createInFlight(UNDER_WAY);
  let left = false;

  const line = openLine({
    url: broker.url,
    network: broker.network,
    client: {
      ...clientOptions(broker, member, SESSION_EXPIRY_S),
      will: {
        topic,
        payload: new TextEncoder().encode(lastWill) as Buffer,
        qos: 1,
        retain: true,
        properties: { willDelayInterval: WILL_DELAY_S, messageExpiryInterval: KEPT_S },
      },
    },
    onUp: () => Promise.resolve(),
    onDown() {
      flight.giveBackWaiting();
    },
    onOver() {
      flight.giveBackAll();
    },
    onMessage: () => undefined,
    onLink,
  });

  const publish = async (payload: string, retain: boolean): Promise<void> => {
    const client = line.up();
    if (client === null) throw notConnected();
    try {
      const properties = { messageExpiryInterval: KEPT_S };
      await client.publishAsync(topic, payload, { qos: 1, retain, properties });
    } catch (cause) {
      if (isNotAllowed(cause)) {
        line.refuse({ kind: 'refused', reason: 'not_allowed', said: String(cause) });
      }
      throw notConnected(cause);
    }
  };

  return {
    send: (payload) =>
      left || line.up() === null
        ? Promise.reject(notConnected())
        : flight.run(() => publish(payload, true)),
    async leave(payload) {
      if (left) return;
      left = true;
      if (line.up() !== null) {
        const said = flight.run(() => publish(payload, false));
        // Whoever has left is not kept at the broker: an empty message takes the retained one back.
        const forgotten = flight.run(() => publish('', true));
        line.flush();
        await settledWithin(LEAVING_MS, Promise.all([said, forgotten]));
      }
      await line.close(LEAVING_MS);
    },
  };
}
