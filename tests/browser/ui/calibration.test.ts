import type { Root } from 'react-dom/client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cdp, page, userEvent } from 'vitest/browser';
import { CALIBRATION_PLAN } from '#core/calibration/calibration-plan.ts';
import { at } from '#core/numeric/at.ts';
import type { CalibrationStage } from '#stores/live-store.ts';
import { atStep, doneWith, failedBy } from '../../fixtures/ui-preview/example-calibration.ts';
import type { ExampleName } from '../../fixtures/ui-preview/examples.ts';
import { exampleLive, renderExample } from '../../fixtures/ui-preview/render-example.tsx';

let shown: { readonly place: HTMLElement; readonly root: Root } | null = null;

/** A page whose calibration goes by the test's script. */
function show(name: ExampleName = 'gaze-coarse') {
  const place = document.createElement('div');
  document.body.append(place);
  const live = exampleLive(name);
  const go = (calibration: CalibrationStage | null): void => {
    live.setState({ calibration });
  };
  const asked = {
    openCalibration: vi.fn(() => {
      go({ kind: 'told' });
    }),
    startCalibration: vi.fn(() => {
      go(atStep(0, 0));
    }),
    applyCalibration: vi.fn(() => {
      go(null);
    }),
    closeCalibration: vi.fn(() => {
      go(null);
    }),
  };
  shown = { place, root: renderExample(place, name, 'light', asked, live) };
  return { ...asked, live, go };
}

afterEach(() => {
  shown?.root.unmount();
  shown?.place.remove();
  shown = null;
});

const dialog = () => page.getByRole('dialog');
const button = (name: string) => page.getByRole('button', { name, exact: true });
const focused = (): string => document.activeElement?.textContent ?? '';
const told = (): string =>
  [...document.querySelectorAll('dialog [role=status]')].map((e) => e.textContent).join(' ');

async function tabTo(words: string): Promise<void> {
  for (let step = 0; step < 30 && focused() !== words; step++) await userEvent.keyboard('{Tab}');
  expect(focused()).toBe(words);
}

describe('calibrating', () => {
  it('[CUI-1] says how long it takes and what for, and reads nothing before it is started', async () => {
    const { openCalibration, startCalibration } = show();
    await expect
      .element(button('Calibrate gaze'))
      .toHaveAccessibleDescription(
        '20 seconds; then Heed can tell how likely you are looking at the screen.',
      );
    await button('Calibrate gaze').click();
    expect(openCalibration).toHaveBeenCalledOnce();
    await expect.element(dialog()).toHaveAccessibleName('Calibrate gaze');
    await expect.element(page.getByText(/9 dots .* about 20 seconds/)).toBeVisible();
    expect(startCalibration).not.toHaveBeenCalled();
  });

  it('[CUI-2] is gone through with the keyboard alone', async () => {
    const { startCalibration, applyCalibration, go } = show();
    await expect.element(button('Calibrate gaze')).toBeVisible();
    await tabTo('Calibrate gaze');
    await userEvent.keyboard('{Enter}');
    await expect.element(dialog()).toBeVisible();
    expect(focused()).toBe('Start');
    await userEvent.keyboard('{Enter}');
    expect(startCalibration).toHaveBeenCalledOnce();
    await expect.poll(focused).toBe('Cancel');
    for (const index of CALIBRATION_PLAN.steps.keys()) go(atStep(index, 0.5));
    expect(focused()).toBe('Cancel');
    go(doneWith('good'));
    await expect.poll(focused).toBe('Use it');
    await userEvent.keyboard('{Enter}');
    expect(applyCalibration).toHaveBeenCalledOnce();
    await expect.element(dialog()).not.toBeInTheDocument();
    expect(focused()).toBe('Calibrate gaze');
  });

  it('[CUI-2] keeps the focus inside, and Escape leaves it at any stage', async () => {
    const { closeCalibration, go } = show();
    for (const stage of [{ kind: 'told' } as const, atStep(2, 0.5), doneWith('usable')]) {
      go(stage);
      await expect.element(dialog()).toBeVisible();
      for (let press = 0; press < 6; press++) {
        await userEvent.keyboard('{Tab}');
        const inPage = document.activeElement?.closest('main, header, nav') ?? null;
        expect(inPage === null || document.activeElement?.closest('dialog') !== null).toBe(true);
      }
      closeCalibration.mockClear();
      await userEvent.keyboard('{Escape}');
      expect(closeCalibration).toHaveBeenCalledOnce();
      await expect.element(dialog()).not.toBeInTheDocument();
    }
  });

  it('[CUI-3] shows each target at its place and tells it in words, once', async () => {
    const { go } = show();
    const heard: string[] = [];
    for (const [index, { target }] of CALIBRATION_PLAN.steps.entries()) {
      go(atStep(index, 0.1));
      await expect.poll(told).toContain(`${index + 1} of 9`);
      const before = told();
      go(atStep(index, 0.8));
      expect(told()).toBe(before);
      heard.push(before);
      const dot = document.querySelector<HTMLElement>('dialog [data-waits]');
      const { left, top } = at([...(dot?.getClientRects() ?? [])], 0);
      expect(left).toBeCloseTo(target.x * window.innerWidth, -1);
      expect(top).toBeCloseTo(target.y * window.innerHeight, -1);
    }
    expect(heard[0]).toBe('Relax your face and look at the dot in the middle, 1 of 9');
    expect(heard[1]).toBe('Look at the dot: top left, 2 of 9');
    expect(heard[3]).toBe('Look at the dot: bottom right, 4 of 9');
  });

  it('[CUI-3] says what is in the way while it waits', async () => {
    const { go } = show();
    go(atStep(4, 0.2, 'eyes_closed'));
    await expect.poll(told).toContain('Can’t see your eyes');
    expect(document.querySelector('dialog [data-waits=true]')).not.toBeNull();
    go(atStep(4, 0.3));
    await expect.poll(told).toContain('5 of 9');
  });

  it('[CUI-4] tells what came of it in figures, a picture with words, and what to do', async () => {
    const { go } = show();
    go(doneWith('usable'));
    await expect.element(page.getByText('3.4°')).toBeVisible();
    await expect.element(page.getByText('81 %')).toBeVisible();
    await expect
      .element(page.getByRole('img', { name: /asked top left, read \d+ percent/ }))
      .toBeVisible();
    await expect.element(page.getByText(/which half of it; not more/)).toBeVisible();
    go(atStep(8, 0.9));
    await expect.poll(focused).toBe('Cancel');
    go(doneWith('poor'));
    await expect.poll(focused).toBe('Try again');
  });

  it('[CUI-4] a failed one says what to do and can be tried again', async () => {
    const { go, startCalibration } = show();
    go(failedBy({ kind: 'too_few_samples', step: 3, samples: 1, hint: 'no_face' }));
    await expect.element(page.getByText(/your face was not in view/)).toBeVisible();
    expect(button('Use it').elements()).toHaveLength(0);
    await button('Try again').click();
    expect(startCalibration).toHaveBeenCalledOnce();
  });

  it('[CUI-5] a result is used only on a press', async () => {
    const { go, applyCalibration, closeCalibration } = show();
    go(doneWith('good'));
    await expect.element(button('Leave it')).toBeVisible();
    await button('Leave it').click();
    expect(closeCalibration).toHaveBeenCalledOnce();
    expect(applyCalibration).not.toHaveBeenCalled();
  });

  it('[CUI-10] moves nothing but the dot and a bar where less motion is preferred', async () => {
    const { go } = show();
    const prefer = (value: string) =>
      cdp().send('Emulation.setEmulatedMedia', {
        features: [{ name: 'prefers-reduced-motion', value }],
      });
    const ring = (): CSSStyleDeclaration => {
      const element = document.querySelector('dialog [data-waits] > :first-child');
      if (element === null) throw new Error('there is no ring');
      return getComputedStyle(element);
    };
    go(atStep(2, 0.6));
    await expect.element(dialog()).toBeVisible();
    expect(ring().transform).not.toBe('none');
    await prefer('reduce');
    try {
      await expect.poll(() => ring().transform).toBe('none');
      expect(ring().transitionProperty === 'none' || ring().transitionDuration === '0s').toBe(true);
      const target = document.querySelector('dialog [data-waits]');
      expect(target === null ? null : getComputedStyle(target).animationName).toBe('none');
    } finally {
      await prefer('');
    }
  });

  it('is not offered where no student sits before the camera', async () => {
    const { live } = show();
    await expect.element(button('Calibrate gaze')).toBeVisible();
    const { camera } = live.getState();
    if (camera.kind !== 'live') throw new Error('the example has no live camera');
    live.setState({ camera: { ...camera, source: 'recording' } });
    await expect.element(button('Calibrate gaze')).not.toBeInTheDocument();
    live.setState({ camera, phase: 'paused' });
    await expect.element(button('Calibrate gaze')).not.toBeInTheDocument();
  });
});

describe('gaze and hints in the panel', () => {
  it('[CUI-9] claims a direction without a calibration, and a chance with one', async () => {
    const { live } = show();
    await expect.element(page.getByText('Looking to the left', { exact: true })).toBeVisible();
    expect(document.body.textContent).not.toMatch(/likely on the screen/);
    live.setState({ gaze: null });
    await expect.element(page.getByText('Gaze not known just now')).toBeVisible();
    shown?.root.unmount();
    shown?.place.remove();
    show('gaze-calibrated');
    await expect.element(page.getByText('About 90 % likely on the screen')).toBeVisible();
  });

  it('[UI-33] says one hint with what helps, and not twice what the status says', async () => {
    const { live } = show('hint-dark');
    await expect
      .element(page.getByText('It’s rather dark. A lamp in front of you would help.'))
      .toBeVisible();
    const { reading } = live.getState();
    if (reading === null) throw new Error('the example has no reading');
    live.setState({
      reading: { ...reading, score: null, status: 'not_detected', reason: 'too_dark' },
    });
    await expect.element(page.getByText('Can’t tell: it’s too dark')).toBeVisible();
    await expect
      .element(page.getByText('A lamp in front of you would help.', { exact: true }))
      .toBeVisible();
    live.setState({ hint: null });
    await expect.element(page.getByText(/A lamp in front/)).not.toBeInTheDocument();
  });
});
