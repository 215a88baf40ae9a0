import type { Root } from 'react-dom/client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Actions, StartRequest } from '#ui/actions.ts';
import type { ExampleName } from '../../fixtures/ui-preview/examples.ts';
import { renderExample } from '../../fixtures/ui-preview/render-example.tsx';

let shown: { readonly place: HTMLElement; readonly root: Root } | null = null;

function show(name: ExampleName) {
  const place = document.createElement('div');
  document.body.append(place);
  const actions = {
    startSession: vi.fn<(request: StartRequest) => Promise<void>>(() => Promise.resolve()),
    answerMoment: vi.fn<Actions['answerMoment']>(),
    holdMoment: vi.fn<Actions['holdMoment']>(),
    backToShipped: vi.fn<Actions['backToShipped']>(() => Promise.resolve('done')),
  };
  shown = { place, root: renderExample(place, name, 'light', actions) };
  return actions;
}

afterEach(() => {
  shown?.root.unmount();
  shown?.place.remove();
  shown = null;
});

const choice = () => page.getByRole('switch', { name: 'Ask me now and then' });
const start = () => page.getByRole('button', { name: 'I agree, start the lecture' });

describe('choosing to be asked', () => {
  it('[MTS-1] is off by default, explained, and asked for only by a switch', async () => {
    const { startSession } = show('consent');
    await page.getByRole('radio', { name: 'Attention' }).click();
    await expect.element(choice()).not.toBeChecked();
    await expect
      .element(choice())
      .toHaveAccessibleDescription(/At most three .* an hour.* Answers and model stay here/);
    await start().click();
    expect(startSession.mock.calls[0]?.[0].learn).toBe(false);
    await choice().click();
    await start().click();
    expect(startSession.mock.calls[1]?.[0]).toMatchObject({ learn: true, keepProfile: false });
  });

  it('[MTS-1] stands as it was chosen the last time, and never for a recording or no camera', async () => {
    const { startSession } = show('consent-learner');
    await page.getByRole('radio', { name: 'Learning states' }).click();
    await expect.element(choice()).toBeChecked();
    await page.getByRole('radio', { name: 'A recording as the camera' }).click();
    await expect.element(choice()).not.toBeInTheDocument();
    await page.getByRole('radio', { name: 'Without a camera' }).click();
    await page.getByRole('button', { name: 'Start without a camera' }).click();
    expect(startSession.mock.calls[0]?.[0].learn).toBe(false);
  });
});

describe('being asked', () => {
  it('[MTS-5] is beside the lecture, told politely, and takes no focus', async () => {
    const { answerMoment, holdMoment } = show('asked');
    const question = page.getByRole('status').filter({ hasText: /were you distracted/ });
    await expect.element(question).toBeVisible();
    const video = shown?.place.querySelector('video')?.getBoundingClientRect();
    const asked = question.element().getBoundingClientRect();
    expect(asked.left >= (video?.right ?? 0) || asked.top >= (video?.bottom ?? 0)).toBe(true);
    expect(document.activeElement?.textContent).not.toMatch(/distracted/);

    const before = page.getByRole('link', { name: 'Sessions' });
    (before.element() as HTMLElement).focus();
    for (let step = 0; step < 20; step++) {
      if (document.activeElement?.textContent === 'Not now') break;
      await userEvent.keyboard('{Tab}');
    }
    expect(document.activeElement?.textContent).toBe('Not now');
    expect(holdMoment).toHaveBeenLastCalledWith(true);
    await userEvent.keyboard('{Enter}');
    expect(answerMoment).toHaveBeenCalledExactlyOnceWith('dismissed');
  });

  it('[MTS-6] has one press for each answer', async () => {
    const { answerMoment } = show('asked');
    await page.getByRole('button', { name: 'Yes, distracted' }).click();
    expect(answerMoment).toHaveBeenLastCalledWith('distracted');
    await page.getByRole('button', { name: 'No, I was following' }).click();
    expect(answerMoment).toHaveBeenLastCalledWith('attentive');
  });
});

describe('a model of one’s own', () => {
  it('[MTS-10] is told while it is in use, with the way back', async () => {
    const { backToShipped } = show('own-model');
    await expect.element(page.getByText(/learnt from your own answers/)).toBeVisible();
    await page.getByRole('button', { name: 'Back to the model everybody has' }).click();
    expect(backToShipped).toHaveBeenCalledExactlyOnceWith('s1204');
    await expect.element(page.getByText(/Your own model is removed: from the next/)).toBeVisible();
  });

  it('[MTS-12] is listed with the answers, what was learnt, and the way back', async () => {
    const { backToShipped } = show('sessions-learners');
    await expect
      .element(page.getByText('31 answers: 14 “distracted”, 17 “following”.'))
      .toBeVisible();
    await expect.element(page.getByText(/Not yet: 4 more answers “distracted”/)).toBeVisible();
    await expect.element(page.getByText(/Questions are switched off/)).toBeVisible();
    await page.getByText('What was learnt', { exact: true }).click();
    await expect.element(page.getByText(/not clearly better, so the model stayed/)).toBeVisible();
    await page.getByRole('button', { name: 'for s1204' }).click();
    expect(backToShipped).toHaveBeenCalledExactlyOnceWith('s1204');
    expect(page.getByRole('button', { name: 'Forget guest' }).elements()).toHaveLength(1);
  });
});
