import { expect, test } from 'vitest';
import { withServedPage } from '../../scripts/bench/served-page.ts';
import type { ForestReply } from '../browser/support/forest.worker.ts';
import { launch, watch } from '../e2e/support/launch.ts';

test("[BAS-19] forests grow in a worker under the app's own policy", async () => {
  const browser = await launch({ camera: { kind: 'none' } });
  try {
    const { reply, errors } = await withServedPage(
      'tests/fixtures/forests/index.html',
      async ({ url }) => {
        const page = await browser.newPage();
        const watched = watch(page);
        const response = await page.goto(url);
        const policy = response?.headers()['content-security-policy'] ?? '';
        expect(policy).toContain("'wasm-unsafe-eval'");
        expect(policy).not.toContain("'unsafe-eval'");
        const shown = page.locator('output:not(:empty)');
        const text = (await shown.textContent({ timeout: 60_000 })) ?? '';
        return { reply: JSON.parse(text) as ForestReply, errors: watched.errors };
      },
    );
    if ('failed' in reply) throw new Error(reply.failed);
    expect(reply.map(({ kind }) => kind)).toEqual(['random_forest', 'gradient_boosting']);
    for (const { shares, readAgain } of reply) {
      expect(shares.length).toBe(4);
      expect(readAgain).toEqual(shares);
    }
    expect(errors).toEqual([]);
  } finally {
    await browser.close();
  }
});
