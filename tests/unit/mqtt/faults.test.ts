import mqtt from 'mqtt';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { studentTopic } from '#adapters/mqtt/topic.ts';
import { findMosquitto } from '../../../scripts/testing/find-mosquitto.ts';
import { breakableLine } from '../../support/breakable-line.ts';
import { type Mosquitto, startMosquitto } from '../../support/mosquitto.ts';
import {
  dashboardAt,
  kinds,
  named,
  room,
  SECRET,
  soon,
  studentAt,
  USERS,
  wait,
} from './class-at-broker.ts';

describe.skipIf(findMosquitto() === null)('with Mosquitto, where it is installed,', () => {
  let broker: Mosquitto;
  const ends: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    broker = await startMosquitto({ users: USERS });
  });
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });
  afterAll(async () => {
    await broker.close();
  });

  const dashboard = async (url = broker.url) => {
    const watching = dashboardAt({ url });
    ends.push(watching.close);
    await expect.poll(() => kinds(watching.links), soon).toContain('connected');
    return watching;
  };
  const student = async (id: string, url = broker.url, network = new EventTarget()) => {
    const joined = studentAt({ url, network }, id);
    ends.push(() => joined.uplink.leave('ended'));
    await expect.poll(() => kinds(joined.links), soon).toContain('connected');
    return joined;
  };
  const line = async () => {
    const way = await breakableLine(broker.url);
    ends.push(() => way.close());
    return way;
  };

  it('[CHN-9] says that a password is wrong, and does not try it again', async () => {
    const way = await line();
    const wrong = studentAt({ url: way.url, secret: 'wrong' }, 's-1');
    const unknown = dashboardAt({ url: way.url, watcher: 'nobody' });
    await expect
      .poll(() => kinds(wrong.links), soon)
      .toEqual(['connecting', 'refused: wrong_login']);
    await expect
      .poll(() => kinds(unknown.links), soon)
      .toEqual(['connecting', 'refused: wrong_login']);
    expect(wrong.links.at(-1)).toMatchObject({ said: 'Connection refused: Not authorized' });
    await expect(wrong.uplink.send('x')).rejects.toThrow('not connected');
    await wait(1500);
    expect(way.asked()).toBe(2);
  });

  it('[CHN-10] lets nobody speak for another', async () => {
    const { heard } = await dashboard();
    const forger = mqtt.connect(broker.url, {
      protocolVersion: 5,
      username: 's-1',
      password: SECRET,
      reconnectPeriod: 0,
    });
    ends.push(() => forger.endAsync(true));
    const forged = forger.publishAsync(studentTopic(room, named('s-2')), 'forged', { qos: 1 });
    await expect(forged).rejects.toMatchObject({ code: 0x87 });
    await forger.publishAsync(studentTopic(room, named('s-1')), 'own', { qos: 1 });
    await expect.poll(() => heard, soon).toEqual(['s-1 own']);
  });

  it('[CHN-11] brings a dashboard that was away all that was said meanwhile', async () => {
    const way = await line();
    const watching = await dashboard(way.url);
    const one = await student('s-1');
    await one.uplink.send('before');
    await expect.poll(() => watching.heard, soon).toEqual(['s-1 before']);
    way.cut();
    await expect.poll(() => kinds(watching.links), soon).toContain('offline: lost');
    const said = Array.from({ length: 300 }, (_, i) => `state ${i}`);
    await Promise.all(said.map((text) => one.uplink.send(text)));
    way.mend();
    await expect.poll(() => watching.heard.length, soon).toBe(301);
    expect(watching.heard.slice(1)).toEqual(said.map((text) => `s-1 ${text}`));
  });

  it('[CHN-12] takes no message without a connection, and says no last will of who is soon back', async () => {
    const { heard } = await dashboard();
    const way = await line();
    const { uplink, links } = await student('s-1', way.url);
    way.cut();
    await expect.poll(() => kinds(links), soon).toContain('offline: lost');
    await expect(uplink.send('away')).rejects.toThrow('not connected');
    way.mend();
    await expect.poll(() => kinds(links).slice(3), soon).toEqual(['connected']);
    await uplink.send('back');
    await wait(5500);
    expect(heard).toEqual(['s-1 back']);
  });

  it('[CHN-13] sends what was under way when the connection broke once more', async () => {
    const { heard } = await dashboard();
    const way = await line();
    const { uplink, links } = await student('s-1', way.url);
    way.stall();
    const underWay = Array.from({ length: 25 }, (_, i) => uplink.send(`state ${i}`));
    const outcomes = Promise.allSettled(underWay);
    await wait(50);
    way.cut();
    await expect.poll(() => kinds(links), soon).toContain('offline: lost');
    way.mend();
    const kept = (await outcomes).filter(({ status }) => status === 'rejected').length;
    expect(kept, 'those that only waited are given back').toBe(15);
    const taken = Array.from({ length: 10 }, (_, i) => `s-1 state ${i}`);
    await expect.poll(() => heard, soon).toEqual(taken);
  });

  // By the clock, so that a busy machine has it tried once more.
  it('[CHN-14] tries at once when the browser is online again', { retry: 3 }, async () => {
    const way = await line();
    const network = new EventTarget();
    const { links } = await student('s-1', way.url, network);
    way.cut();
    // The third try comes three seconds or more after the first.
    await expect.poll(way.asked, soon).toBe(3);
    way.mend();
    const started = performance.now();
    network.dispatchEvent(new Event('online'));
    await expect.poll(() => kinds(links).at(-1), soon).toBe('connected');
    expect(performance.now() - started).toBeLessThan(1500);
  });

  it('[CHN-15] says that a broker cannot be reached, and goes on trying', async () => {
    const way = await line();
    way.cut();
    const { uplink, links } = studentAt({ url: way.url }, 's-1');
    ends.push(() => uplink.leave('ended'));
    await expect.poll(() => kinds(links), soon).toEqual(['connecting', 'offline: unreachable']);
    way.mend();
    await expect.poll(() => kinds(links).at(-1), soon).toBe('connected');
  });
});

describe.skipIf(findMosquitto() === null)('where a broker allows less,', () => {
  it('[CHN-16] says that a student may not speak here', async () => {
    const acl = 'user instructor\ntopic read class/#\n';
    const broker = await startMosquitto({ users: USERS, acl });
    try {
      const { uplink, links } = studentAt({ url: broker.url }, 's-1');
      await expect.poll(() => kinds(links), soon).toEqual(['connecting', 'connected']);
      await expect(uplink.send('x')).rejects.toThrow('not sent');
      await expect.poll(() => kinds(links).at(-1), soon).toBe('refused: not_allowed');
    } finally {
      await broker.close();
    }
  });
});
