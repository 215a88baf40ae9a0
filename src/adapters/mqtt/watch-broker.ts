import type { WatchOptions } from '#core/live/class-channel.ts';
import { openLine } from './broker-line.ts';
import { type BrokerOptions, clientOptions } from './broker-options.ts';
import { isNotAllowed, reasonCode } from './refusal.ts';
import { createSaidBefore } from './said-before.ts';
import { memberOfTopic, roomFilter } from './topic.ts';

/** A broker keeps what is said while the dashboard is away, for as long as a student's page does. */
const SESSION_EXPIRY_S = 15 * 60;
const CLOSING_MS = 2000;

/** A dashboard's end at a broker. */
export function watchBroker(
  broker: BrokerOptions,
  { room, onArrival, onLink }: WatchOptions,
): () => Promise<void> {
  const filter = roomFilter(room);
  const saidBefore = createSaidBefore();
  let subscribed = false;

  const line = openLine({
    url: broker.url,
    network: broker.network,
    client: clientOptions(broker, broker.watcher, SESSION_EXPIRY_S),
    async onUp(client, sessionPresent) {
      if (subscribed && sessionPresent) return;
      saidBefore.reset();
      try {
        await client.subscribeAsync(filter, { qos: 1 });
        subscribed = true;
      } catch (cause) {
        if (reasonCode(cause) !== null) {
          const reason = isNotAllowed(cause) ? 'not_allowed' : 'failed';
          line.refuse({ kind: 'refused', reason, said: String(cause) });
        }
        throw cause;
      }
    },
    onDown: () => undefined,
    onOver: () => undefined,
    onMessage(topic, payload, retained) {
      const member = memberOfTopic(room, topic);
      // Nothing at all is how a retained message is taken back.
      if (member === null || payload.length === 0) return;
      if (!saidBefore.isNew(member, payload, retained)) return;
      onArrival({ member, payload, receivedAt: broker.clock(), retained });
    },
    onLink,
  });

  return async () => {
    // A broker of MQTT 3.1.1 would otherwise collect for this dashboard for ever.
    line.up()?.unsubscribe(filter);
    await line.close(CLOSING_MS);
  };
}
