import { createElement, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { lectureTimeS } from '#core/units.ts';
import type { ClassStore } from '#stores/class-store.ts';
import type { Actions } from '#ui/actions.ts';
import { slideAt, useSlides } from '#ui/class/slides.ts';
import { HOSTILE_NAMES } from '../../fixtures/ui-preview/example-class.ts';
import type { ExampleName } from '../../fixtures/ui-preview/examples.ts';
import { exampleClass, renderExample } from '../../fixtures/ui-preview/render-example.tsx';

let shown: { readonly place: HTMLElement; readonly root: Root } | null = null;
const openClass = vi.fn<Actions['openClass']>();
const closeClass = vi.fn<Actions['closeClass']>(() => Promise.resolve());

function show(name: ExampleName): { readonly place: HTMLElement; readonly store: ClassStore } {
  const place = document.createElement('div');
  document.body.append(place);
  const store = exampleClass(name);
  const root = renderExample(place, name, 'light', { openClass, closeClass }, undefined, store);
  shown = { place, root };
  return { place, store };
}

beforeEach(async () => {
  await page.viewport(1280, 800);
  openClass.mockClear();
  closeClass.mockClear();
});
afterEach(() => {
  shown?.root.unmount();
  shown?.place.remove();
  shown = null;
  history.replaceState(history.state, '', location.pathname + location.search);
});

const figure = (label: string): string | undefined =>
  [...document.querySelectorAll('dl > div')]
    .find((item) => item.querySelector('dt')?.textContent === label)
    ?.querySelector('dd')?.textContent;

describe('the class before the instructor', () => {
  it('[CLS-4] tells how many are here, how the class is and where in the lecture it is', async () => {
    show('class-running');
    await expect.element(page.getByText('Live, from tabs of this browser')).toBeVisible();
    expect(figure('Students')).toBe('30here');
    expect(figure('Attention now')).toMatch(/^\d+of 100$/);
    expect(figure('Where they are')).toBe('25:35');
    const shares = page.getByRole('list', { name: 'How the class divides now' });
    await expect.element(shares.getByText(/^Engaged/)).toBeVisible();
  });

  it('[CLS-4] tells no figure of a few, and says that they are too few', async () => {
    show('class-too-few');
    await expect.element(page.getByText('How the class divides: too few')).toBeVisible();
    expect(figure('Students')).toBe('1here by name, and fewer than 5 others');
    expect(figure('Attention now')).toBe('too few');
    expect(figure('Paused')).toBe('too few');
  });

  it('[CLS-5] has what is held back said so, in the table too', async () => {
    show('class-held-back');
    await expect.element(page.getByText('Held back to protect somebody')).toBeVisible();
    expect(figure('Attention now')).toBe('held back');
    await page.getByText('The same as a table').click();
    const table = page.getByRole('table');
    await expect.element(table).toBeVisible();
    const rows = table.element().querySelectorAll('tbody tr');
    expect(rows[0]?.children[2]?.textContent).toBe('too few');
    expect(rows[10]?.children[2]?.textContent).toMatch(/^\d+$/);
    expect(rows[70]?.children[2]?.textContent).toBe('held back');
  });

  it('[CLS-15] goes along the lecture’s time, or the time of day', async () => {
    show('class-running');
    const chart = page.getByRole('img', { name: /of the class over/ });
    await expect.element(chart).toHaveAccessibleName(/over the lecture’s time/);
    await page.getByText('Time of day').click();
    await expect.element(chart).toHaveAccessibleName(/over the time of day/);
    await page.getByText('The same as a table').click();
    await expect.poll(() => document.querySelector('th')?.textContent).toBe('Time of day');
  });

  it('[CLS-6] offers the learning states that are shown, and no others', async () => {
    show('class-states');
    const choice = page.getByRole('combobox', { name: 'What the line shows' });
    await expect.element(choice).toBeVisible();
    expect(
      [...choice.element().querySelectorAll('option')].map((option) => option.textContent),
    ).toEqual(['Attention', 'Boredom', 'Engagement', 'Confusion']);
    await choice.selectOptions('Confusion');
    await expect.element(page.getByRole('img', { name: /^Confusion of the class/ })).toBeVisible();
  });

  it('[CLS-6] has no such choice where nobody shares a state', async () => {
    show('class-running');
    await expect.element(page.getByText('Along the lecture')).toBeVisible();
    expect(page.getByRole('combobox', { name: 'What the line shows' }).elements()).toEqual([]);
  });

  it('follows the class', async () => {
    const { store } = show('class-running');
    await expect.element(page.getByText('25:35').first()).toBeVisible();
    const { now } = store.getState();
    if (now === null) throw new Error('the example has no moment');
    store.setState({ now: { ...now, lectureTime: lectureTimeS(1600) }, messages: 50_000 });
    await expect.poll(() => figure('Where they are')).toBe('26:40');
    expect(document.querySelector('[data-messages]')?.getAttribute('data-messages')).toBe('50000');
  });

  it('[CLS-3] ends the class on a press, and leads to its record', async () => {
    show('class-running');
    await page.getByRole('button', { name: 'End the class' }).click();
    await expect.element(page.getByText('Ended', { exact: true })).toBeVisible();
    expect(closeClass).toHaveBeenCalled();
    const link = page.getByRole('link', { name: 'See the record of this class' });
    expect(link.element().getAttribute('href')).toBe('/class/records/example');
  });
});

describe('moments and alerts', () => {
  it('[CLS-7] lists moments with a way to copy their place, where there is no video', async () => {
    show('class-running');
    const list = page.getByRole('region', { name: 'Moments' });
    await expect.element(list.getByText('from 74 to 51 (at least 18 students)')).toBeVisible();
    await expect.element(list.getByRole('button', { name: 'Copy 12:00' })).toBeVisible();
    expect(list.getByRole('listitem').elements()).toHaveLength(3);
  });

  it('[CLS-7] takes the lecture to a moment where there is a video, silently', async () => {
    const { place } = show('class-player');
    await page.getByRole('button', { name: 'Play the lecture from 19:50' }).click();
    const video = place.querySelector('video');
    expect(video?.muted).toBe(true);
    expect(video?.currentTime).toBe(1190);
  });

  it('[CLS-7] knows the slides from chapters', async () => {
    const vtt =
      'WEBVTT\n\n00:00.000 --> 00:30.000\nIntroduction\n\n00:30.000 --> 01:00.000\nMitosis\n';
    const address = URL.createObjectURL(new Blob([vtt], { type: 'text/vtt' }));
    const Titles = (): ReactNode => slideAt(useSlides(address), 42) ?? 'none';
    const place = document.createElement('div');
    document.body.append(place);
    const root = createRoot(place);
    root.render(createElement(Titles));
    shown = { place, root };
    await expect.poll(() => place.textContent).toBe('Mitosis');
    URL.revokeObjectURL(address);
  });

  it('[CLS-8] shows two alerts at most, reads them out without their clock, and lets them go', async () => {
    const { place, store } = show('class-running');
    await expect.element(page.getByText(/^Attention has been about 18 points lower/)).toBeVisible();
    const told = (): string =>
      [...place.querySelectorAll('[role=status]')].map(({ textContent }) => textContent).join();
    expect(told()).toContain('Attention is about 18 points lower from 24:30 on');
    const [first] = store.getState().alerts;
    if (first === undefined) throw new Error('the example has no alert');
    store.setState({
      alerts: (['attention_fell', 'confusion_rose', 'many_paused'] as const).map((kind) => ({
        ...first,
        kind,
        moment: { ...first.moment, kind },
      })),
    });
    const dismiss = page.getByRole('button', { name: 'Dismiss this note' });
    await expect.poll(() => dismiss.elements().length).toBe(2);
    await dismiss.first().click();
    await expect.poll(() => page.getByText(/^Attention has been/).elements().length).toBe(0);
  });
});

describe('students who share by name', () => {
  it('[CLS-12] are a list in the order of names, each with status, score and place', async () => {
    const { place } = show('class-running');
    await expect.element(page.getByText('Amina Yusuf')).toBeVisible();
    const names = [...place.querySelectorAll('bdi')].map(({ textContent }) => textContent);
    expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b)));
    const list = page.getByRole('region', { name: 'By name' });
    await expect.element(list.getByText('left, at 25:34')).toBeVisible();
    expect(list.getByRole('button').elements()).toEqual([]);
  });

  it('[CLS-12] have names that are text, whatever is in them', async () => {
    const { place } = show('class-hostile-names');
    await expect.poll(() => place.querySelectorAll('bdi').length).toBe(HOSTILE_NAMES.length);
    const names = [...place.querySelectorAll('bdi')];
    expect(names.map(({ textContent }) => textContent)).toEqual(HOSTILE_NAMES);
    expect(names.flatMap(({ children }) => [...children])).toEqual([]);
    expect(place.querySelectorAll('script, img')).toHaveLength(0);
  });
});

describe('coming to a class', () => {
  it('[CLS-13] says while nobody is there how students come in, between tabs', async () => {
    const { place } = show('class-empty');
    await expect.element(page.getByText('Nobody has come yet')).toBeVisible();
    const link = page.getByRole('link', { name: 'Open the lecture in another tab' });
    expect(link.element().getAttribute('href')).toBe(
      '/lecture?course_id=bio-101&lecture_id=cells-03',
    );
    expect(place.querySelector('canvas')).toBeNull();
  });

  it('[CLS-13] has over a broker the whole link for students, with the class’s code', async () => {
    history.replaceState(history.state, '', '#key=abc&students=https://192.168.1.5:4443');
    show('class-empty-broker');
    const address = `https://192.168.1.5:4443/lecture?course_id=bio-101&lecture_id=cells-03&src=%2Fdemo%2Flecture.webm&join=maple-42`;
    await expect.element(page.getByText(address)).toBeVisible();
    await expect.element(page.getByText('The class’s code is maple-42.')).toBeVisible();
  });

  it('opens the class once the page is there, without a login between tabs', async () => {
    show('class-empty');
    await expect.poll(() => openClass.mock.calls.length).toBeGreaterThan(0);
    const room = { courseId: 'bio-101', lectureId: 'cells-03' };
    expect(openClass).toHaveBeenCalledWith(room, null);
  });

  it('[CLS-11] takes the key from the link once, and takes it out of the address', async () => {
    history.replaceState(history.state, '', '#key=7f-Ab');
    show('class-key');
    await expect
      .poll(() => openClass.mock.lastCall?.[1])
      .toEqual({
        user: 'instructor',
        secret: '7f-Ab',
      });
    expect(location.hash).toBe('');
  });

  it('[CLS-11] asks for the key where the link has none, says so of a wrong one, and asks again', async () => {
    const { store } = show('class-key');
    const field = page.getByLabelText('Instructor’s key');
    await page.getByRole('button', { name: 'Show the class' }).click();
    await expect.element(page.getByText('Needed to see the class')).toBeVisible();
    expect(openClass).not.toHaveBeenCalled();
    await field.fill('wrong');
    await userEvent.keyboard('{Enter}');
    await expect
      .poll(() => openClass.mock.lastCall?.[1])
      .toEqual({ user: 'instructor', secret: 'wrong' });
    const said = 'Connection refused: Not authorized';
    store.setState({ link: { kind: 'refused', reason: 'wrong_login', said } });
    await expect.element(page.getByRole('alert')).toHaveTextContent(/This key was not accepted/);
    await field.fill('right');
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => openClass.mock.lastCall?.[1]?.secret).toBe('right');
  });

  it('[CLS-11] asks for user and password where each has their own', async () => {
    show('class-login');
    await page.getByLabelText('User').fill(' teacher-2 ');
    await page.getByLabelText('Password').fill('pass word');
    await page.getByRole('button', { name: 'Show the class' }).click();
    await expect
      .poll(() => openClass.mock.lastCall?.[1])
      .toEqual({ user: 'teacher-2', secret: 'pass word' });
  });

  it('says in words that the connection is lost, and keeps what was shown', async () => {
    history.replaceState(history.state, '', '#key=abc');
    show('class-lost');
    await expect.element(page.getByText(/^Connection lost/)).toBeVisible();
    expect(figure('Students')).toBe('30here');
  });

  it('says that this site has no classes', async () => {
    show('class-off');
    await expect.element(page.getByText('This site is set up without classes.')).toBeVisible();
    expect(openClass).not.toHaveBeenCalled();
  });
});
