/** A browser that reads one clip after the other, and another one where it fails. */
import { setTimeout as pause } from 'node:timers/promises';
import type { PageServer } from '../page-server.ts';
import type { ExtractPage } from '../page/messages.ts';
import { openReadingPage, type ReadingPage } from '../reading-page.ts';

/** How long the browser may be silent over one question; it answers some 32 frames at once. */
const SILENCE_MS = 5 * 60_000;
/** Pauses before a browser that did not open is opened again, once one has been open. */
const RETRY_PAUSES_MS = [2000, 20_000];

/** No browser opens: no clip can be read. */
export class NoBrowser extends Error {
  override readonly name = 'NoBrowser';
}

export class ClipPages {
  readonly #serving: () => Promise<PageServer>;
  #page: ReadingPage | null = null;
  #wasOpen = false;

  /** `serving` is asked once a page is needed. */
  constructor(serving: () => Promise<PageServer>) {
    this.#serving = serving;
  }

  /**
   * The page, with nothing left of the clip before. Closing it withdraws the clip and leaves the
   * browser open. Throws NoBrowser.
   */
  async lend(): Promise<ReadingPage> {
    const page = await this.#fresh();
    const server = await this.#serving();
    const offered: string[] = [];
    return {
      call: (what, argument) => answered(page.call(what, argument)),
      offer(file) {
        const address = server.offer(file);
        offered.push(address);
        return address;
      },
      close() {
        for (const address of offered) server.withdraw(address);
        return Promise.resolve();
      },
    };
  }

  /** Closes the browser: the next page is in a new one. */
  async close(): Promise<void> {
    const page = this.#page;
    this.#page = null;
    await page?.close().catch(() => undefined);
  }

  async #fresh(): Promise<ReadingPage> {
    if (this.#page !== null) {
      try {
        await answered(
          this.#page.call(
            () => (globalThis as unknown as ExtractPage).extractPage.beginAnew(),
            null,
          ),
        );
        return this.#page;
      } catch {
        await this.close();
      }
    }
    for (let attempt = 0; ; attempt++) {
      try {
        this.#page = await openReadingPage('sequence', await this.#serving());
        this.#wasOpen = true;
        return this.#page;
      } catch (cause) {
        const wait = this.#wasOpen ? RETRY_PAUSES_MS[attempt] : undefined;
        if (wait === undefined) {
          throw new NoBrowser(cause instanceof Error ? cause.message : String(cause), { cause });
        }
        await pause(wait);
      }
    }
  }
}

function answered<Result>(answer: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`the browser gave no answer for ${SILENCE_MS / 60_000} minutes`));
    }, SILENCE_MS);
    answer.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}
