import { describe, inject } from 'vitest';
import { describeClassChannel } from './contract.ts';

const { mosquitto, embedded, secret } = inject('brokers');

describe.skipIf(mosquitto === null)('with Mosquitto, where it is installed,', () => {
  describeClassChannel('Mosquitto, MQTT 5', {
    spot: { kind: 'broker', url: mosquitto ?? '', secret },
    // 5 s are the will's own delay.
    lastWillMs: 6500,
  });
});

describeClassChannel('the embedded broker, MQTT 3.1.1', {
  spot: { kind: 'broker', url: embedded, secret },
  lastWillMs: 1500,
});
