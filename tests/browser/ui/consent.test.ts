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
  shown = { place, root: renderExample(place, name, 'light', { startSession }) };
  return startSession;
}

afterEach(() => {
  shown?.root.unmount();
  shown?.place.remove();
  shown = null;
});

const radio = (name: string | RegExp) => page.getByRole('radio', { name });
const startButton = () => page.getByRole('button', { name: 'I agree, start the lecture' });

describe('consent', () => {
  it('[UI-7] chooses nothing beforehand and starts nothing until a way is chosen', async () => {
    const startSession = show('consent');
    for (const name of ['Attention', 'Learning states', 'Without a camera']) {
      await expect.element(radio(name)).not.toBeChecked();
    }
    await startButton().click();
    await expect.element(page.getByText('Choose one of the ways above first.')).toBeVisible();
    expect(startSession).not.toHaveBeenCalled();
  });

  it('[UI-7] starts what was chosen, keeping no pictures unless that was switched on', async () => {
    const startSession = show('consent');
    await radio('Attention').click();
    await startButton().click();
    expect(startSession).toHaveBeenCalledOnce();
    const request = startSession.mock.calls[0]?.[0];
    expect(request).toMatchObject({
      identity: { studentId: 's1204', lectureId: 'cells-03', courseId: 'bio-101' },
      mode: 'attention',
      source: { kind: 'webcam' },
      keepFrames: false,
    });
    expect(request?.video).toBeInstanceOf(HTMLVideoElement);
  });

  it('[UI-8] goes on without a camera, asking for none', async () => {
    const startSession = show('consent');
    await radio('Without a camera').click();
    await page.getByRole('button', { name: 'Start without a camera' }).click();
    expect(startSession.mock.calls[0]?.[0]).toMatchObject({
      mode: 'events_only',
      source: { kind: 'none' },
    });
  });

  it('plays a recording as the camera once one was chosen', async () => {
    const startSession = show('consent-recording');
    await radio('Learning states').click();
    await startButton().click();
    expect(startSession).not.toHaveBeenCalled();
    const input = shown?.place.querySelector('input[type=file]');
    if (!(input instanceof HTMLInputElement)) throw new Error('there is no file input');
    await userEvent.upload(input, new File(['x'], 'me.webm', { type: 'video/webm' }));
    await startButton().click();
    expect(startSession.mock.calls[0]?.[0].source).toMatchObject({ kind: 'recording' });
  });

  it('[UI-9] does not offer a mode that the deployer left out', async () => {
    show('consent-attention-only');
    await expect.element(radio('Attention')).toBeVisible();
    await expect.element(radio('Without a camera')).toBeVisible();
    expect(radio('Learning states').elements()).toHaveLength(0);
    await expect
      .element(page.getByText('Learning states: not offered on this site.'))
      .toBeVisible();
  });

  it('offers only the way without a camera where the face reader cannot run', async () => {
    show('consent-no-webgl');
    await expect.element(radio('Attention')).toBeDisabled();
    await expect.element(radio('Without a camera')).toBeEnabled();
  });

  it('can be walked through with the keyboard alone', async () => {
    const startSession = show('consent');
    await expect.element(radio('Attention')).toBeVisible();
    const steps = 12;
    for (let step = 0; step < steps; step++) {
      await userEvent.keyboard('{Tab}');
      if (document.activeElement instanceof HTMLInputElement) break;
    }
    await userEvent.keyboard(' ');
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(radio('Learning states')).toBeChecked();
    for (let step = 0; step < steps; step++) {
      await userEvent.keyboard('{Tab}');
      if (document.activeElement?.textContent === 'I agree, start the lecture') break;
    }
    await userEvent.keyboard('{Enter}');
    expect(startSession.mock.calls[0]?.[0].mode).toBe('learning_states');
  });
});
