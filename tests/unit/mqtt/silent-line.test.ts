import { expect, it } from 'vitest';
import { findMosquitto } from '../../../scripts/testing/find-mosquitto.ts';
import { breakableLine } from '../../support/breakable-line.ts';
import { startMosquitto } from '../../support/mosquitto.ts';
import { dashboardAt, kinds, studentAt, USERS } from './class-at-broker.ts';

// Keepalive 10 s, half as much again, 5 s of the will's own delay, and what a broker takes its time for.
const WITHIN = { timeout: 35_000, interval: 50 };

it.skipIf(findMosquitto() === null)(
  '[CHN-4] says the last will of who fell silent with their network, with Mosquitto where it is installed',
  async () => {
    const broker = await startMosquitto({ users: USERS });
    const line = await breakableLine(broker.url);
    const watching = dashboardAt({ url: broker.url });
    const { uplink, links } = studentAt({ url: line.url }, 's-1');
    try {
      await expect.poll(() => kinds(links), WITHIN).toContain('connected');
      await expect.poll(() => kinds(watching.links), WITHIN).toContain('connected');
      await uplink.send('state');
      line.stall();
      const fell = performance.now();
      await expect.poll(() => watching.heard, WITHIN).toEqual(['s-1 state', 's-1 lost']);
      console.log(
        `last will ${((performance.now() - fell) / 1000).toFixed(1)} s after the silence`,
      );
      expect(kinds(links)).toContain('offline: lost');
    } finally {
      await uplink.leave('ended');
      await watching.close();
      await line.close();
      await broker.close();
    }
  },
  60_000,
);
