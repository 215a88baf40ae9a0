import { chromium, type Browser, type Page } from 'playwright';
import { QUIET_FLAGS } from '../chromium-flags.ts';
import { findBrowser } from '../find-browser.ts';
import type { ExtractPage } from './page/messages.ts';
import { startPageServer, type PageServer } from './page-server.ts';
import { UserError } from './user-error.ts';

/** A page in headless Chromium that reads pictures; `call` runs in it. */
export interface ReadingPage {
  call<Argument, Result>(
    what: (argument: Argument) => Promise<Result>,
    argument: Argument,
  ): Promise<Result>;
  /** Lets the page fetch a file; the address that it has there. */
  readonly offer: (file: string) => string;
  close(): Promise<void>;
}

export type ReadingKind = 'sequence' | 'stills';
/** Throws UserError where no browser runs. */
export type OpenPage = (kind: ReadingKind) => Promise<ReadingPage>;

const NO_BROWSER =
  'Reading pictures needs Chromium or Chrome: install one (Debian: apt-get install chromium; elsewhere: npx playwright install chromium) or set CHROME_PATH to it.';

/**
 * A browser of its own, on a server that it shares with other pages, or else on its own. Throws
 * UserError where no browser runs.
 */
export async function openReadingPage(
  kind: ReadingKind,
  shared: PageServer | null = null,
): Promise<ReadingPage> {
  let own: PageServer | null = null;
  let browser: Browser | null = null;
  const close = async (): Promise<void> => {
    await browser?.close();
    await own?.close();
  };
  try {
    const [serving, launched] = await Promise.allSettled([shared ?? startPageServer(), launch()]);
    if (serving.status === 'fulfilled' && shared === null) own = serving.value;
    if (launched.status === 'fulfilled') browser = launched.value;
    if (launched.status === 'rejected') throw launched.reason;
    if (serving.status === 'rejected') throw serving.reason;
    const page = await launched.value.newPage();
    await page.goto(serving.value.url);
    await page.evaluate(
      (which) => (globalThis as unknown as ExtractPage).extractPage.start(which),
      kind,
    );
    const { offer } = serving.value;
    return { call: (what, argument) => evaluate(page, what, argument), offer, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function launch(): Promise<Browser> {
  const executablePath = findBrowser();
  try {
    return await chromium.launch({
      ...(executablePath === null ? {} : { executablePath }),
      args: [...QUIET_FLAGS],
      // The command puts its files in order first.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  } catch (cause) {
    throw new UserError(NO_BROWSER, { cause });
  }
}

const evaluate = <Argument, Result>(
  page: Page,
  what: (argument: Argument) => Promise<Result>,
  argument: Argument,
): Promise<Result> =>
  page.evaluate(what as unknown as (argument: unknown) => Promise<Result>, argument as unknown);
