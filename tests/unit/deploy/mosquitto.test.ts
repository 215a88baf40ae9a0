import { readFile } from 'node:fs/promises';
import path from 'node:path';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findMosquitto } from '../../../scripts/testing/find-mosquitto.ts';
import {
  startDeployedMosquitto,
  type DeployedMosquitto,
} from '../../support/deployed-mosquitto.ts';

const NOT_AUTHORIZED = 0x87;
const here = findMosquitto() !== null;

describe.skipIf(!here)('Mosquitto as deploy/ sets it up', () => {
  let broker: DeployedMosquitto;
  let one: string;
  let other: string;
  const clients: MqttClient[] = [];
  beforeAll(async () => {
    broker = await startDeployedMosquitto(3);
    const students = [...broker.passwords.keys()].filter((user) => user !== 'instructor');
    [one = '', other = ''] = students;
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.endAsync(true)));
  });
  afterAll(() => broker.close());

  async function connect(user: string, more: IClientOptions = {}): Promise<MqttClient> {
    const client = await mqtt.connectAsync(
      broker.url,
      {
        protocolVersion: 5,
        username: user,
        password: broker.passwords.get(user) ?? '',
        ca: broker.cert,
        reconnectPeriod: 0,
        ...more,
      },
      false,
    );
    client.on('error', () => undefined);
    clients.push(client);
    return client;
  }
  const topicOf = (user: string): string => `class/psy~l1/s/${user}/now`;

  async function watch(): Promise<readonly string[]> {
    const instructor = await connect('instructor');
    const heard: string[] = [];
    instructor.on('message', (topic, payload) => {
      // Empty is how a retained message is taken back.
      if (payload.length > 0) heard.push(`${topic} ${payload.toString()}`);
    });
    await instructor.subscribeAsync('class/psy~l1/s/+/now', { qos: 1 });
    return heard;
  }

  it('[DPL-1] lets a student write to their own topic, and the instructor hear it', async () => {
    const heard = await watch();
    const student = await connect(one);
    await student.publishAsync(topicOf(one), 'present', { qos: 1, retain: true });
    await expect.poll(() => heard).toEqual([`${topicOf(one)} present`]);
    const late = await watch();
    await expect.poll(() => late).toEqual([`${topicOf(one)} present`]);
    await student.publishAsync(topicOf(one), '', { qos: 1, retain: true });
  });

  it("[DPL-1] refuses another's topic with a reason, and passes nothing on", async () => {
    const heard = await watch();
    const student = await connect(one);
    for (const topic of [topicOf(other), topicOf('instructor'), 'class/psy~l1/now', 'x']) {
      const forged = student.publishAsync(topic, 'forged', { qos: 1, retain: true });
      await expect(forged, topic).rejects.toMatchObject({ code: NOT_AUTHORIZED });
    }
    await student.publishAsync(topicOf(one), 'real', { qos: 1 });
    await expect.poll(() => heard).toEqual([`${topicOf(one)} real`]);
  });

  it('[DPL-2] lets no student hear anything, not even of themselves', async () => {
    const listener = await connect(other);
    const heard: string[] = [];
    listener.on('message', (topic) => heard.push(topic));
    // Mosquitto takes the wish, and asks the access list for each message.
    for (const filter of ['class/psy~l1/s/+/now', topicOf(other), '#', '$SYS/#']) {
      await listener.subscribeAsync(filter, { qos: 1 }).catch(() => undefined);
    }
    const watched = await watch();
    await (await connect(one)).publishAsync(topicOf(one), 'quiet', { qos: 1 });
    await listener.publishAsync(topicOf(other), 'quiet', { qos: 1 });
    await expect.poll(() => watched.length).toBe(2);
    await listener.publishAsync(topicOf(other), 'after', { qos: 1 });
    expect(heard).toEqual([]);
  });

  it('[DPL-3] refuses the instructor every topic to write to', async () => {
    const instructor = await connect('instructor');
    for (const topic of [topicOf('instructor'), topicOf(one), 'x']) {
      const said = instructor.publishAsync(topic, 'as if', { qos: 1 });
      await expect(said, topic).rejects.toMatchObject({ code: NOT_AUTHORIZED });
    }
  });

  it('[DPL-3] lets the instructor hear classes alone', async () => {
    const instructor = await connect('instructor');
    const heard: string[] = [];
    instructor.on('message', (topic) => heard.push(topic));
    for (const filter of ['class/psy~l1/s/+/other', '$SYS/#']) {
      await instructor.subscribeAsync(filter, { qos: 1 }).catch(() => undefined);
    }
    const student = await connect(one);
    await student.publishAsync(`class/psy~l1/s/${one}/other`, 'x', { qos: 1 });
    await student.publishAsync(topicOf(one), 'x', { qos: 1 });
    expect(heard).toEqual([]);
  });

  it.each(['wrong', ''])('[DPL-4] refuses the password "%s"', async (password) => {
    await expect(connect(one, { password })).rejects.toMatchObject({ code: NOT_AUTHORIZED });
  });

  it('[DPL-4] refuses who has no name, or is not on the list', async () => {
    const code = NOT_AUTHORIZED;
    await expect(connect('s-nobody1', { password: 'x' })).rejects.toMatchObject({ code });
    const nameless = mqtt.connectAsync(
      broker.url,
      { protocolVersion: 5, ca: broker.cert, reconnectPeriod: 0 },
      false,
    );
    await expect(nameless).rejects.toMatchObject({ code });
  });

  it('[DPL-5] passes on what is 300 bytes long, and nothing longer', async () => {
    const heard = await watch();
    // MQTT 3.1.1 acknowledges it all the same; to version 5 it is "packet too large" (0x95).
    const student = await connect(one, { protocolVersion: 4 });
    await student.publishAsync(topicOf(one), 'x'.repeat(300), { qos: 1 });
    await student.publishAsync(topicOf(one), 'y'.repeat(301), { qos: 1 });
    await (await connect(other)).publishAsync(topicOf(other), 'z', { qos: 1 });
    await expect.poll(() => heard.map((line) => line.at(-1))).toEqual(['x', 'z']);
  });

  it('[DPL-6] says the last will of a student who vanishes, below their own name alone', async () => {
    const heard = await watch();
    const will = (user: string) => ({
      will: { topic: topicOf(user), payload: Buffer.from('gone'), qos: 1 as const, retain: false },
    });
    const forger = await connect(other, will('s-another')).catch(() => null);
    forger?.stream.destroy();
    const student = await connect(one, will(one));
    student.stream.destroy();
    await expect.poll(() => heard).toEqual([`${topicOf(one)} gone`]);
  });

  it('[DPL-6] takes MQTT 3.1.1 too', async () => {
    const heard = await watch();
    const student = await connect(one, { protocolVersion: 4 });
    await student.publishAsync(topicOf(one), 'older', { qos: 1 });
    await expect.poll(() => heard).toEqual([`${topicOf(one)} older`]);
  });
});

it('[DPL-7] each line of the configuration is explained', async () => {
  const file = path.join(import.meta.dirname, '../../../deploy/mosquitto/mosquitto.conf');
  const lines = (await readFile(file, 'utf8')).split('\n');
  const unexplained = lines.filter((line, index) => {
    if (line === '' || line.startsWith('#')) return false;
    // A group of settings is explained by the comment before its first one.
    let above = index - 1;
    while (lines[above] !== '' && !lines[above]?.startsWith('#')) above--;
    return !lines[above]?.startsWith('#');
  });
  expect(unexplained).toEqual([]);
});
