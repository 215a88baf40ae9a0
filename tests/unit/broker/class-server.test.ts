import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import mqtt from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDeployment } from '#core/policy/deployment.ts';
import { invitationOfHash } from '#ui/class/invitation.ts';
import { ownCertificate } from '../../../scripts/broker/certificate.ts';
import {
  startClassServer,
  withEmbeddedBroker,
  type ClassServer,
} from '../../../scripts/broker/class-server.ts';
import {
  classWords,
  instructorLink,
  studentLinks,
  type ClassWords,
} from '../../../scripts/broker/class-words.ts';
import { networkAddresses } from '../../../scripts/broker/network-addresses.ts';
import { DeploymentFileError } from '../../../scripts/server/deployment-file.ts';

const file = (text: string) => ({ text, deployment: readDeployment(text).deployment });
const CONFIG =
  '{"modes":["attention"],"mediaOrigins":["https://m.example"],"class":{"channel":"tabs","minimumGroup":8}}';

let folder: string;
let running: ClassServer;
let words: ClassWords;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heed-class-'));
  await writeFile(path.join(folder, 'index.html'), '<title>Heed</title>');
  const certificate = await ownCertificate(folder, ['192.168.1.20'], new Date());
  const secrets = { joinCode: 'ABCD-EF23', instructorKey: 'the-key' };
  const addresses = ['192.168.1.20'];
  const options = { folder, file: file(CONFIG), certificate, addresses, ...secrets };
  running = await startClassServer({ ...options, port: 0, securePort: 0 });
  words = {
    port: running.local.port,
    securePort: running.secure.port,
    addresses,
    certificate,
    ...secrets,
    lecture: {},
  };
});
afterAll(async () => {
  await running.close();
  await rm(folder, { recursive: true });
});

/** Over https, trusting the class's certificate alone. */
const getSecurely = (address: string): Promise<{ status: number; policy: string; body: string }> =>
  new Promise((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port: running.secure.port,
      path: address,
      ca: words.certificate.cert,
    };
    request(options, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part: string) => (body += part));
      response.on('end', () => {
        const policy = String(response.headers['content-security-policy']);
        resolve({ status: response.statusCode ?? 0, policy, body });
      });
    })
      .on('error', reject)
      .end();
  });

describe('what is served', () => {
  it('[BRK-11] is the app, over http here and over https with the certificate', async () => {
    const { status, body, policy } = await getSecurely('/lecture?join=ABCD-EF23');
    expect(status).toBe(200);
    expect(body).toContain('<title>Heed</title>');
    expect(policy).toContain("connect-src 'self' https://m.example;");
    expect(await (await fetch(`${running.local.url}/class`)).text()).toBe(body);
  });

  it("[BRK-12] has the deployer's settings but for the class", async () => {
    const here = await (await fetch(`${running.local.url}/heed.config.json`)).text();
    expect((await getSecurely('/heed.config.json')).body).toBe(here);
    expect(readDeployment(here)).toEqual({
      kind: 'read',
      deployment: {
        modes: ['attention'],
        mediaOrigins: ['https://m.example'],
        embedOrigins: [],
        class: { channel: 'broker', url: '/mqtt', login: 'join_code', minimumGroup: 8 },
      },
    });
  });

  it('[BRK-12] is nothing where the deployer wants no class', () => {
    expect(() => withEmbeddedBroker(file('{"class":{"channel":"off"}}'))).toThrow(
      DeploymentFileError,
    );
    const { deployment } = withEmbeddedBroker(file('{}'));
    expect(deployment.class).toMatchObject({ channel: 'broker', minimumGroup: 5 });
  });

  it('[BRK-11] takes messages on the one server and hands them over on the other', async () => {
    const student = await mqtt.connectAsync(`wss://127.0.0.1:${running.secure.port}/mqtt`, {
      protocolVersion: 4,
      username: 's-1',
      password: 'ABCD-EF23',
      ca: words.certificate.cert,
    });
    const instructor = await mqtt.connectAsync(`ws://localhost:${running.local.port}/mqtt`, {
      protocolVersion: 4,
      username: 'instructor',
      password: 'the-key',
    });
    const heard: string[] = [];
    instructor.on('message', (_topic, payload) => heard.push(payload.toString()));
    await instructor.subscribeAsync('class/a~b/s/+/now');
    await student.publishAsync('class/a~b/s/s-1/now', 'x', { qos: 1 });
    await expect.poll(() => heard).toEqual(['x']);
    await Promise.all([student.endAsync(true), instructor.endAsync(true)]);
  });
});

describe('what is said', () => {
  it('[BRK-13] is a link for students to every address, and one for the instructor here', () => {
    expect(studentLinks(words)).toEqual([
      `https://192.168.1.20:${words.securePort}/lecture?join=ABCD-EF23`,
    ]);
    const { origin, pathname, hash } = new URL(instructorLink(words));
    expect(origin + pathname).toBe(`http://localhost:${words.port}/class`);
    expect(invitationOfHash(hash)).toEqual({
      key: 'the-key',
      joinCode: 'ABCD-EF23',
      origin: `https://192.168.1.20:${words.securePort}`,
    });
    const said = classWords(words);
    for (const part of [
      ...studentLinks(words),
      instructorLink(words),
      words.certificate.fingerprint,
      words.joinCode,
    ]) {
      expect(said).toContain(part);
    }
  });

  it('[BRK-13] names the lecture where one is named, for both', () => {
    const lecture = { courseId: 'psy', lectureId: 'l-1', src: '/demo/lecture.webm' };
    const query = 'course_id=psy&lecture_id=l-1&src=%2Fdemo%2Flecture.webm';
    expect(studentLinks({ ...words, lecture })[0]).toContain(`/lecture?${query}&join=ABCD-EF23`);
    expect(instructorLink({ ...words, lecture })).toContain(`/class?${query}#key=the-key`);
  });

  it("[BRK-13] gives no student the instructor's key, and warns of no certificate that is known", () => {
    expect(studentLinks(words).join()).not.toContain('the-key');
    const certificate = { ...words.certificate, madeHere: false, names: ['class.example.edu'] };
    const said = classWords({ ...words, certificate });
    expect(said).toContain(`https://class.example.edu:${words.securePort}/lecture?`);
    expect(said).not.toMatch(/warn|fingerprint/i);
  });

  it('[BRK-13] says so where the machine is in no network', () => {
    const said = classWords({ ...words, addresses: [] });
    expect(said).toContain('in no network');
    expect(said).toContain('https://localhost:');
  });

  it('[BRK-13] has the addresses that others reach, once each', () => {
    const entry = { netmask: '', mac: '', cidr: null, scopeid: 0 };
    const of = (address: string, internal = false) => ({
      ...entry,
      family: 'IPv4' as const,
      address,
      internal,
    });
    const six = { ...entry, family: 'IPv6' as const, address: 'fe80::1', internal: false };
    const interfaces = {
      lo: [of('127.0.0.1', true)],
      wlan0: [of('192.168.1.20'), six],
      eth0: [of('192.168.1.20'), of('169.254.3.4')],
    };
    expect(networkAddresses(interfaces)).toEqual(['192.168.1.20']);
  });
});
