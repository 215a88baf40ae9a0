/** `npm start -- --class` for a test: on free ports, with a certificate of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inject } from 'vitest';
import { ownCertificate } from '../../../scripts/broker/certificate.ts';
import { startClassServer, type ClassServer } from '../../../scripts/broker/class-server.ts';
import { networkAddresses } from '../../../scripts/broker/network-addresses.ts';
import { readDeployment } from '../../../src/core/policy/deployment.ts';

export const JOIN_CODE = 'ABCD-EF23';
export const INSTRUCTOR_KEY = 'the-key';

export interface OpenClass extends Pick<ClassServer, 'local' | 'secure' | 'close'> {
  /** Of the app as the class comes to it over the network, without a slash at its end. */
  readonly networkUrl: string;
  /** The machine's address in that network. */
  readonly address: string;
}

export async function openClass(): Promise<OpenClass> {
  const [address = '127.0.0.1'] = networkAddresses();
  const folder = await mkdtemp(path.join(tmpdir(), 'heed-class-'));
  const text = '{}';
  const { local, secure, close } = await startClassServer({
    folder: inject('appFolder'),
    file: { text, deployment: readDeployment(text).deployment },
    port: 0,
    securePort: 0,
    certificate: await ownCertificate(folder, [address], new Date()),
    addresses: [address],
    joinCode: JOIN_CODE,
    instructorKey: INSTRUCTOR_KEY,
  });
  return {
    local,
    secure,
    address,
    networkUrl: `https://${address}:${secure.port}`,
    close: async () => {
      await close();
      await rm(folder, { recursive: true });
    },
  };
}
