import type { Root } from 'react-dom/client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { StartRequest } from '#ui/actions.ts';
import type { ExampleName } from '../../fixtures/ui-preview/examples.ts';
import { renderExample } from '../../fixtures/ui-preview/render-example.tsx';

let shown: { readonly place: HTMLElement; readonly root: Root } | null = null;

function show(name: ExampleName) {
  const place = document.createElement('div');
  document.body.append(place);
  const startSession = vi.fn<(request: StartRequest) => Promise<void>>(() => Promise.resolve());
  const forgetStudent = vi.fn<(studentId: string) => Promise<'forgotten' | 'failed'>>(() =>
    Promise.resolve('failed'),
  );
  shown = { place, root: renderExample(place, name, 'light', { startSession, forgetStudent }) };
  return { startSession, forgetStudent };
}

afterEach(() => {
  shown?.root.unmount();
  shown?.place.remove();
  shown = null;
});

const remember = () => page.getByRole('switch', { name: 'Remember me on this device' });
const start = () => page.getByRole('button', { name: 'I agree, start the lecture' });

describe('being remembered', () => {
  it('[UI-34] is off by default, says what is kept, and is asked for only by a switch', async () => {
    const { startSession } = show('consent');
    await page.getByRole('radio', { name: 'Attention' }).click();
    await expect.element(remember()).not.toBeChecked();
    await expect
      .element(remember())
      .toHaveAccessibleDescription(/numbers, no picture: .* For you and this camera/);
    await start().click();
    expect(startSession.mock.calls[0]?.[0].keepProfile).toBe(false);
    await remember().click();
    await start().click();
    expect(startSession.mock.calls[1]?.[0].keepProfile).toBe(true);
    expect(startSession.mock.calls[1]?.[0].keepFrames).toBe(false);
  });

  it('[UI-34] is not offered for a recording, nor carried over to one or to no camera', async () => {
    const { startSession } = show('consent');
    await page.getByRole('radio', { name: 'Attention' }).click();
    await remember().click();
    await page.getByRole('radio', { name: 'A recording as the camera' }).click();
    await expect.element(remember()).not.toBeInTheDocument();
    const input = shown?.place.querySelector('input[type=file]');
    if (!(input instanceof HTMLInputElement)) throw new Error('there is no file input');
    await userEvent.upload(input, new File(['x'], 'me.webm', { type: 'video/webm' }));
    await start().click();
    expect(startSession.mock.calls[0]?.[0].keepProfile).toBe(false);
    await page.getByRole('radio', { name: 'Without a camera' }).click();
    await page.getByRole('button', { name: 'Start without a camera' }).click();
    expect(startSession.mock.calls[1]?.[0].keepProfile).toBe(false);
  });

  it('[UI-34] whoever is remembered is listed with what is kept, and forgotten on a press', async () => {
    const { forgetStudent } = show('sessions-remembered');
    await expect
      .element(page.getByText(/Resting face and gaze calibration, 20 November 2026/))
      .toBeVisible();
    await page.getByRole('button', { name: 'Forget guest' }).click();
    expect(forgetStudent).toHaveBeenCalledExactlyOnceWith('guest');
    await expect.element(page.getByText(/guest could not be forgotten/)).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Forget guest' })).toBeVisible();
  });

  it('lists nothing where nobody is remembered', async () => {
    show('sessions');
    await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(page.getByText('Remembered on this device').elements()).toHaveLength(0);
  });
});

describe('reliability', () => {
  it('[UI-35] is told only where it is not usual, with why and the figures behind', async () => {
    show('ended');
    await expect.element(page.getByText('Session finished')).toBeVisible();
    expect(page.getByText(/less reliable/).elements()).toHaveLength(0);
    shown?.root.unmount();
    shown?.place.remove();
    show('ended-unreliable');
    await expect
      .element(page.getByText('Readings of this session are less reliable'))
      .toBeVisible();
    await expect.element(page.getByText(/often hard to see your face/)).toBeVisible();
    await page.getByText('The figures behind this').click();
    await expect.element(page.getByText('62 %')).toBeVisible();
    await expect.element(page.getByText('0.4 standard deviations')).toBeVisible();
  });
});

describe('a short session', () => {
  it('[UI-35] is said to be short, without alarm', async () => {
    show('ended-short');
    await expect
      .element(page.getByText('Your face was read for 7 s: too little for figures that say much.'))
      .toBeVisible();
    expect(page.getByText(/relied on|less reliable/).elements()).toHaveLength(0);
  });
});

describe('what was seen', () => {
  it('[UI-36] is drawn in tracks with its words, blinks as a rate, and is a table behind', async () => {
    show('session');
    const chart = page.getByRole('img', { name: /What was seen over time/ });
    await expect.element(chart).toBeVisible();
    await expect.element(chart).toHaveAccessibleName(/Looking away: 9 times, 1 min in all/);
    await expect.element(chart).toHaveAccessibleName(/Blinks: 1\d a minute on average/);
    // Tracks of eight kinds, their spans, and a bar for each minute or more of blinks.
    expect(chart.element().querySelectorAll('rect').length).toBeLessThan(120);
    await page.getByText('What was seen, as a table').click();
    await expect.element(page.getByRole('row', { name: /^Yawn 3 17 s 6 s$/ })).toBeVisible();
    await page.getByText('Every event but blinks').click();
    expect(page.getByRole('cell', { name: 'Blink', exact: true }).elements()).toHaveLength(1);
  });
});

describe('the chart under the pointer', () => {
  it('[UI-30] stays one picture with one name', async () => {
    show('session-attention');
    const chart = page.getByRole('img', { name: 'Score over time, 0 to 100' });
    await expect.element(chart).toBeVisible();
    await chart.hover({ position: { x: 300, y: 90 } });
    await expect.element(page.getByText(/\d+:\d\d {2}score \d+/)).toBeVisible();
    expect(chart.element().querySelectorAll('[aria-label]')).toHaveLength(0);
  });
});
