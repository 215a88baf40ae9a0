/** The certificate that a classroom's browsers see: the deployer's own, or one made here. */
import { X509Certificate, createPrivateKey } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { generate } from 'selfsigned';

export interface Certificate {
  /** PEM, with whatever chain the file has. */
  readonly cert: string;
  readonly key: string;
  readonly madeHere: boolean;
  /** SHA-256, as browsers show it. */
  readonly fingerprint: string;
  /** DNS names it stands for, without wildcards. */
  readonly names: readonly string[];
}

/** The files cannot be used; the message says why and what to do. */
export class CertificateError extends Error {
  override readonly name = 'CertificateError';
}

const DAY_MS = 86_400_000;
/** Browsers refuse those that last longer than 398 days (CA/Browser Forum, ballot SC-31). */
const LASTS_DAYS = 365;
const RENEWED_BEFORE_DAYS = 7;

interface Pair {
  readonly cert: string;
  readonly key: string;
}

const describePair = ({ cert, key }: Pair, madeHere: boolean): Certificate => {
  const parsed = new X509Certificate(cert);
  const names = [...(parsed.subjectAltName ?? '').matchAll(/DNS:([^,\s]+)/g)].map(
    ([, name = '']) => name,
  );
  return {
    cert,
    key,
    madeHere,
    fingerprint: parsed.fingerprint256,
    names: names.filter((name) => !name.includes('*')),
  };
};

const belongTogether = ({ cert, key }: Pair): boolean =>
  new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));

/** Reads the deployer's own. Throws CertificateError. */
export async function readCertificate(
  certFile: string,
  keyFile: string,
  now: Date,
): Promise<Certificate> {
  const read = async (file: string): Promise<string> => {
    try {
      return await readFile(file, 'utf8');
    } catch (cause) {
      throw new CertificateError(`${file} cannot be read.`, { cause });
    }
  };
  const pair = { cert: await read(certFile), key: await read(keyFile) };
  let together: boolean;
  try {
    together = belongTogether(pair);
  } catch (cause) {
    throw new CertificateError(
      `${certFile} and ${keyFile} are not a certificate and its key in PEM, without a passphrase.`,
      { cause },
    );
  }
  if (!together) throw new CertificateError(`${keyFile} is not the key of ${certFile}.`);
  const { validTo } = new X509Certificate(pair.cert);
  if (Date.parse(validTo) <= now.getTime()) {
    throw new CertificateError(`${certFile} expired on ${validTo}; renew it.`);
  }
  return describePair(pair, false);
}

function stillGood(pair: Pair, addresses: readonly string[], now: Date): boolean {
  try {
    const parsed = new X509Certificate(pair.cert);
    const left = Date.parse(parsed.validTo) - now.getTime();
    return (
      left > RENEWED_BEFORE_DAYS * DAY_MS &&
      belongTogether(pair) &&
      addresses.every((address) => parsed.checkIP(address) !== undefined)
    );
  } catch {
    return false;
  }
}

async function makePair(addresses: readonly string[], now: Date): Promise<Pair> {
  const made = await generate([{ name: 'commonName', value: 'Heed class' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(now.getTime() - DAY_MS),
    notAfterDate: new Date(now.getTime() + LASTS_DAYS * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          ...addresses.map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  });
  return { cert: made.cert, key: made.private };
}

async function keep(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text, { mode: 0o600 });
  await chmod(`${file}.new`, 0o600);
  await rename(`${file}.new`, file);
}

/**
 * The one kept in `folder`, or a new one where it is missing, damaged, about to expire or lacks one
 * of the addresses: a browser then warns once and remembers.
 */
export async function ownCertificate(
  folder: string,
  addresses: readonly string[],
  now: Date,
): Promise<Certificate> {
  const files = {
    cert: path.join(folder, 'class-cert.pem'),
    key: path.join(folder, 'class-key.pem'),
  };
  const all = ['127.0.0.1', ...addresses.filter((address) => address !== '127.0.0.1')];
  try {
    const kept = {
      cert: await readFile(files.cert, 'utf8'),
      key: await readFile(files.key, 'utf8'),
    };
    if (stillGood(kept, all, now)) return describePair(kept, true);
  } catch {
    // None is there yet.
  }
  const pair = await makePair(all, now);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await keep(files.key, pair.key);
  await keep(files.cert, pair.cert);
  return describePair(pair, true);
}
