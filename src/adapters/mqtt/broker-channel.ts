import type { ClassChannel } from '#core/live/class-channel.ts';
import type { BrokerOptions } from './broker-options.ts';
import { joinBroker } from './join-broker.ts';
import { watchBroker } from './watch-broker.ts';

/** A class over an MQTT broker, spoken through WebSockets. */
export const createBrokerChannel = (broker: BrokerOptions): ClassChannel => ({
  join: (options) => joinBroker(broker, options),
  watch: (options) => watchBroker(broker, options),
});
