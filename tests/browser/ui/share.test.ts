import axe from 'axe-core';
import type { Root } from 'react-dom/client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { StartRequest } from '#ui/actions.ts';
import type { ClassLogin } from '#ui/class-actions.ts';
import type { ExampleName } from '../../fixtures/ui-preview/examples.ts';
import { renderExample } from '../../fixtures/ui-preview/render-example.tsx';

let shown: { readonly place: HTMLElement; readonly root: Root } | null = null;

function show(name: ExampleName, scheme: 'light' | 'dark' = 'light') {
  const place = document.createElement('div');
  document.body.append(place);
  const asked = {
    startSession: vi.fn<(request: StartRequest) => Promise<void>>(() => Promise.resolve()),
    stopSharing: vi.fn(),
    shareAgain: vi.fn<(login?: ClassLogin) => void>(),
  };
  shown = { place, root: renderExample(place, name, scheme, asked) };
  return asked;
}

afterEach(() => {
  shown?.root.unmount();
  shown?.place.remove();
  shown = null;
});

const radio = (name: string) => page.getByRole('radio', { name, exact: true });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const field = (name: string) => page.getByLabelText(name, { exact: true });
const start = () => button('I agree, start the lecture');
const section = () => page.getByRole('region', { name: 'Your class' });
const panel = () => page.getByRole('region', { name: 'What your class gets' });
const requestOf = ({ startSession }: ReturnType<typeof show>) => startSession.mock.calls[0]?.[0];

describe('choosing what the class may know', () => {
  it('[SHU-1] is not asked where there is no class', async () => {
    const asked = show('consent');
    await radio('Attention').click();
    expect(section().elements()).toHaveLength(0);
    await expect.element(page.getByText(/no server behind this page/)).toBeVisible();
    await start().click();
    expect(requestOf(asked)).toMatchObject({ share: { kind: 'nothing' }, classLogin: null });
  });

  it('[SHU-1] shares nothing unless that is chosen, also where a join code came along', async () => {
    const asked = show('consent-join-code');
    await radio('Attention').click();
    await expect.element(radio('Share nothing')).toBeChecked();
    await start().click();
    expect(requestOf(asked)).toMatchObject({ share: { kind: 'nothing' }, classLogin: null });
  });

  it('[SHU-2] says what is sent, who sees it and how to stop before anything is chosen', async () => {
    show('consent-join-code');
    await expect
      .element(page.getByText(/unless you choose below to share a few numbers/))
      .toBeVisible();
    await radio('Attention').click();
    await expect.element(section().getByText(/^Once a second: your score/)).toBeVisible();
    await expect.element(section().getByText(/groups of at least 8 students/)).toBeVisible();
    await expect.element(section().getByText(/runs the class’s server/)).toBeVisible();
    await expect.element(section().getByText(/at any moment/)).toBeVisible();
    await radio('Without a camera').click();
    await expect.element(section().getByText(/^Once a second: that you are here/)).toBeVisible();
  });

  it('[SHU-3] offers the learning states in their own mode alone, off', async () => {
    const asked = show('consent-class');
    const states = page.getByRole('switch', { name: 'Also share the learning states' });
    await radio('Attention').click();
    await radio('Share without my name').click();
    expect(states.elements()).toHaveLength(0);
    await radio('Learning states').click();
    await expect.element(states).not.toBeChecked();
    await radio('Share nothing').click();
    expect(states.elements()).toHaveLength(0);
    await radio('Share without my name').click();
    await states.click();
    await start().click();
    expect(requestOf(asked)).toMatchObject({
      share: { kind: 'without_name', states: true },
      classLogin: null,
    });
  });

  it('[SHU-4] tells a missing name at its field, and starts nothing', async () => {
    const asked = show('consent-class');
    await radio('Without a camera').click();
    await radio('Share by name').click();
    await button('Start without a camera').click();
    expect(asked.startSession).not.toHaveBeenCalled();
    await expect.element(field('Name')).toHaveAccessibleDescription(/Give a name/);
    await expect.element(page.getByRole('alert')).toHaveTextContent(/missing under “Your class”/);
    await field('Name').fill('  Ada\u202e Lovelace ');
    await expect.element(page.getByText('It will be shown as “Ada Lovelace”')).toBeVisible();
    await button('Start without a camera').click();
    expect(requestOf(asked)).toMatchObject({
      mode: 'events_only',
      share: { kind: 'by_name', name: 'Ada Lovelace', states: false },
    });
  });

  it('[SHU-4] tells a missing user name and password at their fields', async () => {
    const asked = show('consent-password');
    await radio('Attention').click();
    await radio('Share without my name').click();
    await start().click();
    expect(asked.startSession).not.toHaveBeenCalled();
    await expect.element(field('User name')).toHaveAccessibleDescription(/Needed/);
    await expect.element(field('Password')).toHaveAccessibleDescription(/Needed/);
    await field('User name').fill('ada');
    await field('Password').fill('secret');
    await start().click();
    expect(requestOf(asked)?.classLogin).toEqual({ user: 'ada', secret: 'secret' });
  });

  it('[SHU-5] has the join code of the address in its field', async () => {
    const asked = show('consent-join-code');
    await radio('Attention').click();
    await radio('Share without my name').click();
    await expect.element(field('Join code')).toHaveValue('maple-42');
    await field('Join code').fill('');
    await start().click();
    await expect.element(field('Join code')).toHaveAccessibleDescription(/Needed/);
    await field('Join code').fill('maple-43');
    await start().click();
    expect(requestOf(asked)?.classLogin).toEqual({ user: null, secret: 'maple-43' });
  });

  it('[SHU-5] a join code outlives the form that completes the address', async () => {
    show('form-join-code');
    await field('Course').fill('bio-101');
    await field('Address of the video').fill('/demo/lecture.webm');
    await button('Go on to the lecture').click();
    await radio('Attention').click();
    await radio('Share without my name').click();
    await expect.element(field('Join code')).toHaveValue('maple-42');
  });
});

describe.each(['light', 'dark'] as const)('the choice in %s colours', (scheme) => {
  it.each(['consent-class', 'consent-join-code', 'consent-password'] as const)(
    '[UI-30] of %s gives axe nothing serious to find, also with pieces missing',
    async (name) => {
      await page.viewport(390, 844);
      show(name, scheme);
      await radio('Learning states').click();
      await radio('Share by name').click();
      await start().click();
      await expect.element(field('Name')).toHaveAccessibleDescription(/Give a name/);
      const { violations } = await axe.run(shown?.place ?? document, {
        resultTypes: ['violations'],
      });
      expect(
        violations.filter(({ impact }) => impact === 'serious' || impact === 'critical'),
      ).toEqual([]);
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
    },
  );
});

describe('what the class gets', () => {
  it('[SHU-9] is shown in words and, folded, as the very text with its size and count', async () => {
    const { stopSharing } = show('sharing');
    await expect.element(panel().getByText('Connected to your class.')).toBeVisible();
    await expect.element(panel().getByText('engagement 61 %')).toBeVisible();
    const text = panel().getByText(/^\{"v":1/);
    await expect.element(text).not.toBeVisible();
    await panel().getByText('The exact text').click();
    await expect.element(text).toBeVisible();
    const { length } = text.element().textContent;
    await expect.element(panel().getByText(`${length} bytes; 735 sent so far.`)).toBeVisible();
    await button('Stop sharing').click();
    expect(stopSharing).toHaveBeenCalledOnce();
  });

  it('[SHU-10] can be shared again after it was stopped', async () => {
    const { shareAgain } = show('sharing-stopped');
    await expect.element(panel().getByText(/^You stopped sharing/)).toBeVisible();
    await button('Share again').click();
    expect(shareAgain).toHaveBeenCalledExactlyOnceWith();
  });

  it('[SHU-1] is nothing where nothing was chosen, and nobody is asked again', async () => {
    show('sharing-nothing');
    await expect.element(panel().getByText('nothing', { exact: true })).toBeVisible();
    expect(panel().getByRole('button').elements()).toHaveLength(0);
  });

  it('[SHU-11] says that the class is away and how many messages wait', async () => {
    show('sharing-offline');
    await expect.element(panel().getByText(/^Your class can’t be reached now/)).toBeVisible();
    await expect.element(panel().getByText('12 messages are kept until then.')).toBeVisible();
  });

  it('[SHU-12] lets a wrong join code be typed again', async () => {
    const { shareAgain } = show('sharing-wrong-code');
    await expect.element(panel().getByText(/doesn’t know this join code/)).toBeVisible();
    await button('Join again').click();
    expect(shareAgain).not.toHaveBeenCalled();
    await expect.element(field('Join code')).toHaveAccessibleDescription(/Needed/);
    await field('Join code').fill('maple-43');
    await button('Join again').click();
    expect(shareAgain).toHaveBeenCalledExactlyOnceWith({ user: null, secret: 'maple-43' });
  });

  it('[SHU-13] is told when the session is over, also where it is deleted', async () => {
    show('ended-shared');
    await expect
      .element(page.getByText('Your class was sent 2,611 messages, without your name.'))
      .toBeVisible();
    shown?.root.unmount();
    shown?.place.remove();
    show('ended-deleted-shared');
    await expect.element(page.getByText(/What your class was sent stays sent/)).toBeVisible();
  });
});
