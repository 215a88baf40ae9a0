/** A browser for the tests: the one that is here, else one installed now, else one clear sentence. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';
import { ROOT } from '../build-app.ts';
import { findBrowser } from '../find-browser.ts';

function works(command: string, args: readonly string[]): boolean {
  const ran = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return ran.status === 0;
}

function downloadedBrowser(): string | null {
  const place = chromium.executablePath();
  return existsSync(place) ? place : null;
}

const isDebianRoot = (): boolean =>
  process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');

/** Path of a browser. Throws an error of one sentence where there is none and none can be had. */
export function ensureBrowser(say: (words: string) => void): string {
  const present = findBrowser() ?? downloadedBrowser();
  if (present !== null) return present;
  if (isDebianRoot()) {
    say('No browser here: installing chromium with apt-get …');
    works('apt-get', ['update', '-q']);
    works('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium']);
  } else {
    say('No browser here: fetching chromium with playwright …');
    works(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium']);
  }
  const installed = findBrowser() ?? downloadedBrowser();
  if (installed !== null) return installed;
  throw new Error(
    'The tests need Chromium or Chrome and none could be installed: install one (Debian: apt-get install chromium; elsewhere: npx playwright install chromium) or set CHROME_PATH to it.',
  );
}
