import { existsSync } from 'node:fs';
import path from 'node:path';

export interface MosquittoPrograms {
  readonly broker: string;
  /** Hashes password files. */
  readonly passwords: string;
}

const folders = (): readonly string[] => [
  ...(process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== ''),
  // Debian keeps the broker where only root looks.
  '/usr/sbin',
  '/usr/local/sbin',
  '/opt/homebrew/sbin',
];

const find = (name: string): string | null =>
  folders()
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file)) ?? null;

/** The Mosquitto of this machine, or null. */
export function findMosquitto(): MosquittoPrograms | null {
  const [broker, passwords] = [find('mosquitto'), find('mosquitto_passwd')];
  return broker === null || passwords === null ? null : { broker, passwords };
}
