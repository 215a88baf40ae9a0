/** Finds Chromium or Chrome: CHROME_PATH first, then the usual commands. */
import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function onPath(command: string): string | null {
  try {
    const tool = process.platform === 'win32' ? 'where' : 'which';
    const found = execFileSync(tool, [command], { encoding: 'utf8', stdio: 'pipe' });
    return found.split('\n')[0]?.trim() ?? null;
  } catch {
    return null;
  }
}

/** Path of a browser, or null where none is found. Throws where CHROME_PATH names no program. */
export function findBrowser(): string | null {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') {
    if (isExecutable(named)) return named;
    throw new Error(`CHROME_PATH is ${named}, which is not a program that can be run.`);
  }
  for (const command of COMMANDS) {
    const found = onPath(command);
    if (found !== null) return found;
  }
  return PLACES.find(isExecutable) ?? null;
}

/** As `findBrowser`, but an error in one sentence where there is none. */
export function requireBrowser(): string {
  const browser = findBrowser();
  if (browser !== null) return browser;
  throw new Error(
    'This needs Chromium or Chrome: install one (Debian: apt-get install chromium; elsewhere: npx playwright install chromium) or set CHROME_PATH to it.',
  );
}
