import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  CertificateError,
  ownCertificate,
  readCertificate,
} from '../../../scripts/broker/certificate.ts';

const NOW = new Date('2026-11-21T12:00:00Z');
const days = (count: number): Date => new Date(NOW.getTime() + count * 86_400_000);
const ADDRESSES = ['192.168.1.20', '10.1.2.3'];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heed-cert-'));
});
afterEach(() => rm(folder, { recursive: true }));
const own = (addresses: readonly string[] = ADDRESSES, now: Date = NOW) =>
  ownCertificate(path.join(folder, '.heed'), addresses, now);
const file = (name: string): string => path.join(folder, '.heed', name);

it("[BRK-9] stands for this machine's addresses, for a year, and signs itself alone", async () => {
  const parsed = new X509Certificate((await own()).cert);
  for (const address of [...ADDRESSES, '127.0.0.1']) expect(parsed.checkIP(address)).toBe(address);
  expect(parsed.checkIP('192.168.1.21')).toBeUndefined();
  expect(parsed.checkHost('localhost')).toBe('localhost');
  expect(parsed.ca).toBe(false);
  expect(parsed.verify(parsed.publicKey)).toBe(true);
  expect(Date.parse(parsed.validTo)).toBe(days(365).getTime());
});

it('[BRK-9] is kept where its owner alone reads it, and used again', async () => {
  const first = await own();
  expect((await stat(file('class-key.pem'))).mode & 0o777).toBe(0o600);
  expect((await stat(path.join(folder, '.heed'))).mode & 0o777).toBe(0o700);
  expect((await own()).fingerprint).toBe(first.fingerprint);
  expect((await own(ADDRESSES.slice(0, 1), days(300))).fingerprint).toBe(first.fingerprint);
});

it('[BRK-9] is made anew where the machine has another address, and before it expires', async () => {
  const first = await own();
  const moved = await own([...ADDRESSES, '172.16.0.9']);
  expect(moved.fingerprint).not.toBe(first.fingerprint);
  const later = await own([...ADDRESSES, '172.16.0.9'], days(359));
  expect(later.fingerprint).not.toBe(moved.fingerprint);
});

it.each(['class-cert.pem', 'class-key.pem'])(
  '[BRK-9] is made anew where %s is damaged',
  async (name) => {
    const first = await own();
    await writeFile(file(name), (await readFile(file(name), 'utf8')).slice(0, 60));
    const second = await own();
    expect(second.fingerprint).not.toBe(first.fingerprint);
    expect((await own()).fingerprint).toBe(second.fingerprint);
  },
);

it("[BRK-10] may be the deployer's own, with its names", async () => {
  const made = await own();
  const read = await readCertificate(file('class-cert.pem'), file('class-key.pem'), NOW);
  expect(read).toEqual({ ...made, madeHere: false });
  expect(read.names).toEqual(['localhost']);
});

it('[BRK-10] is refused by name where it is missing, damaged, expired or of another key', async () => {
  await own();
  const cert = file('class-cert.pem');
  const key = file('class-key.pem');
  const other = await ownCertificate(path.join(folder, 'other'), [], NOW);
  await writeFile(path.join(folder, 'other.pem'), other.key);
  await writeFile(path.join(folder, 'text.pem'), 'no certificate');
  const refused = async (certFile: string, keyFile: string, now: Date, words: RegExp) => {
    const reading = readCertificate(certFile, keyFile, now);
    await expect(reading).rejects.toThrow(CertificateError);
    await expect(reading).rejects.toThrow(words);
  };
  await refused(path.join(folder, 'none.pem'), key, NOW, /none\.pem cannot be read/);
  await refused(path.join(folder, 'text.pem'), key, NOW, /not a certificate and its key/);
  await refused(cert, path.join(folder, 'text.pem'), NOW, /not a certificate and its key/);
  await refused(cert, path.join(folder, 'other.pem'), NOW, /is not the key of/);
  await refused(cert, key, days(366), /expired/);
});
