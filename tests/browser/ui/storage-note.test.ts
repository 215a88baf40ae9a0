import type { Root } from 'react-dom/client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import { renderExample } from '../../fixtures/ui-preview/render-example.tsx';

let shown: { readonly place: HTMLElement; readonly root: Root } | null = null;

afterEach(() => {
  shown?.root.unmount();
  shown?.place.remove();
  shown = null;
});

describe('keeping the sessions', () => {
  it('[UI-24] says why the browser is asked before it is asked, and asks on a press alone', async () => {
    const place = document.createElement('div');
    document.body.append(place);
    const keepStorage = vi.fn(() => Promise.resolve());
    shown = { place, root: renderExample(place, 'sessions', 'light', { keepStorage }) };
    await expect.element(page.getByText(/They take 22 MB on this device/)).toBeVisible();
    await expect.element(page.getByText(/may clear them unless you ask/)).toBeVisible();
    expect(keepStorage).not.toHaveBeenCalled();
    await page.getByRole('button', { name: 'Ask to keep them' }).click();
    expect(keepStorage).toHaveBeenCalledOnce();
  });
});
