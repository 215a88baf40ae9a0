import axe from 'axe-core';
import type { Root } from 'react-dom/client';
import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { EXAMPLES, isExampleName, type ExampleName } from '../../fixtures/ui-preview/examples.ts';
import { renderExample } from '../../fixtures/ui-preview/render-example.tsx';

const NAMES = Object.keys(EXAMPLES).filter(isExampleName);
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 800 };

let shown: { readonly place: HTMLElement; readonly root: Root } | null = null;

async function show(name: ExampleName, scheme: 'light' | 'dark'): Promise<HTMLElement> {
  const place = document.createElement('div');
  document.body.append(place);
  shown = { place, root: renderExample(place, name, scheme) };
  await expect.poll(() => place.querySelector('h1')).not.toBeNull();
  // Charts are drawn after the first measure of their width.
  await new Promise((resolve) => setTimeout(resolve, 60));
  return place;
}

afterEach(() => {
  shown?.root.unmount();
  shown?.place.remove();
  shown = null;
});

/** Everything that axe calls serious or critical, in a line each. */
async function seriousFindings(place: HTMLElement): Promise<readonly string[]> {
  const { violations } = await axe.run(place, { resultTypes: ['violations'] });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

describe.each(['light', 'dark'] as const)('screens in %s colours', (scheme) => {
  it.each(NAMES)('[UI-30] %s gives axe nothing serious to find', async (name) => {
    await page.viewport(DESK.width, DESK.height);
    const place = await show(name, scheme);
    expect(document.documentElement.dataset['mantineColorScheme']).toBe(scheme);
    expect(await seriousFindings(place)).toEqual([]);
  });
});

describe('screens on a phone', () => {
  it.each(NAMES)('[UI-31] %s needs no scrolling sideways at 390 px', async (name) => {
    await page.viewport(PHONE.width, PHONE.height);
    await show(name, 'light');
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(PHONE.width);
  });
});

describe('headings and landmarks', () => {
  it.each(NAMES)('[UI-32] %s has one first heading, and no level is skipped', async (name) => {
    await page.viewport(DESK.width, DESK.height);
    const place = await show(name, 'light');
    const levels = [...place.querySelectorAll('h1, h2, h3')]
      .filter((heading) => heading.checkVisibility())
      .map(({ tagName }) => Number(tagName.slice(1)));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [index, level] of levels.entries()) {
      expect(level - (levels[index - 1] ?? level)).toBeLessThanOrEqual(1);
    }
    expect(place.querySelectorAll('main, header, nav')).toHaveLength(3);
  });
});
