/** A Mosquitto for the tests: the one that is here, else one installed now, else one clear sentence. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findMosquitto } from './find-mosquitto.ts';

const apt = (...args: readonly string[]): void => {
  spawnSync('/usr/bin/apt-get', args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    // Debian starts a service that it installs; the tests start their own, on ports of their own.
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  });
};

const isDebianRoot = (): boolean =>
  process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');

/** Says how to get one where none can be had: then the tests with a broker are skipped. */
export function ensureBroker(say: (words: string) => void): void {
  if (findMosquitto() !== null) return;
  if (isDebianRoot()) {
    say('No MQTT broker here: installing mosquitto with apt-get …');
    apt('update', '-q');
    apt('install', '-y', '-q', '--no-install-recommends', 'mosquitto');
    if (findMosquitto() !== null) return;
  }
  say(
    'The tests with a real MQTT broker are skipped, for there is none: install one (Debian: apt-get install mosquitto; macOS: brew install mosquitto) to run them.',
  );
}
