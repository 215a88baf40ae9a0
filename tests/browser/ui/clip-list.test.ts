import type { Root } from 'react-dom/client';
import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { renderExample } from '../../fixtures/ui-preview/render-example.tsx';

let shown: { readonly place: HTMLElement; readonly root: Root } | null = null;
afterEach(() => {
  shown?.root.unmount();
  shown?.place.remove();
  shown = null;
});

const rowsIn = (place: HTMLElement): readonly HTMLElement[] => [
  ...place.querySelectorAll<HTMLElement>('[aria-setsize]'),
];

it('[CLP-10] a thousand videos are listed by the few rows that are near what is seen', async () => {
  await page.viewport(1280, 800);
  const place = document.createElement('div');
  document.body.append(place);
  shown = { place, root: renderExample(place, 'clipsReading', 'light') };
  await expect.poll(() => rowsIn(place).length).toBeGreaterThan(0);
  const list = place.querySelector<HTMLElement>('[aria-label="Videos, one by one"]');
  const scrollTo = (top: number): void => {
    if (list !== null) list.scrollTop = top;
  };
  for (const share of [0, 0.2, 0.5, 0.9, 1]) {
    scrollTo(share * ((list?.scrollHeight ?? 0) - (list?.clientHeight ?? 0)));
    const wanted = 1 + Math.round(share * 990);
    await expect
      .poll(() => rowsIn(place).map((row) => Number(row.getAttribute('aria-posinset'))))
      .toContain(Math.min(1000, wanted));
    expect(rowsIn(place).length).toBeLessThan(40);
    expect(rowsIn(place).every((row) => row.getAttribute('aria-setsize') === '1000')).toBe(true);
  }
});
