import axe from 'axe-core';
import type { Root } from 'react-dom/client';
import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { EXAMPLES, isExampleName, type ExampleName } from '../../fixtures/ui-preview/examples.ts';
import { renderExample } from '../../fixtures/ui-preview/render-example.tsx';

const NAMES = Object.keys(EXAMPLES).filter(isExampleName);
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 800 };
/** What fades or slides in is looked at when it stands. */
const SETTLES = { timeout: 3_000, interval: 300 };

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

/** Everything that axe calls serious or critical, in a line each; by some rules alone where given. */
async function seriousFindings(
  place: HTMLElement,
  rules?: readonly string[],
): Promise<readonly string[]> {
  const runOnly = rules === undefined ? {} : { runOnly: [...rules] };
  const { violations } = await axe.run(place, { resultTypes: ['violations'], ...runOnly });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

function expectHeadings(place: HTMLElement): void {
  const levels = [...place.querySelectorAll('h1, h2, h3')]
    .filter((heading) => heading.checkVisibility())
    .map(({ tagName }) => Number(tagName.slice(1)));
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  for (const [index, level] of levels.entries()) {
    expect(level - (levels[index - 1] ?? level)).toBeLessThanOrEqual(1);
  }
}

describe.each(NAMES)('the screen %s', (name) => {
  it('[UI-30] [UI-31] [UI-32] is accessible, has its headings, and needs no scrolling sideways at 390 px', async () => {
    await page.viewport(DESK.width, DESK.height);
    const place = await show(name, 'light');
    expect(document.documentElement.dataset['mantineColorScheme']).toBe('light');
    await expect.poll(() => seriousFindings(place), SETTLES).toEqual([]);
    expectHeadings(place);
    expect(place.querySelectorAll('main, header')).toHaveLength(2);
    expect(place.querySelector('nav')).not.toBeNull();
    await page.viewport(PHONE.width, PHONE.height);
    await expect
      .poll(() => document.documentElement.scrollWidth, { timeout: 2_000 })
      .toBeLessThanOrEqual(PHONE.width);
  });

  // What else axe looks at is the same in both.
  it('[UI-30] has enough contrast in dark colours', async () => {
    await page.viewport(DESK.width, DESK.height);
    const place = await show(name, 'dark');
    expect(document.documentElement.dataset['mantineColorScheme']).toBe('dark');
    await expect.poll(() => seriousFindings(place, ['color-contrast']), SETTLES).toEqual([]);
  });
});
