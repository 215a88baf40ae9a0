import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { removeDatabase } from '#adapters/idb/database.ts';
import { timestampMs } from '#core/units.ts';
import { STARTED_AT } from '../idb/sessions.ts';
import { KEY, openLabelBench } from '../support/label-bench.tsx';

const PATH = `/lab/labels/${encodeURIComponent(KEY)}`;
let name = '';
let count = 0;
let close: (() => void) | null = null;

beforeEach(async () => {
  await page.viewport(1280, 900);
  name = `heed-label-page-${Date.now()}-${count++}`;
});
afterEach(async () => {
  close?.();
  close = null;
  await removeDatabase(name);
});

const slider = () => page.getByRole('slider', { name: 'Cursor on the timeline' });

async function shown(path = PATH, options: { readonly keptPictures?: number } = {}) {
  const bench = await openLabelBench(name, options);
  const screen = bench.show(path);
  close = () => {
    screen.close();
    bench.sessions.close();
  };
  return { ...bench, ...screen };
}

const seconds = (from: number, to: number) => ({
  from: timestampMs(STARTED_AT + from * 1000),
  to: timestampMs(STARTED_AT + to * 1000),
});

describe('labelling by keys', () => {
  it('[LBL-19] paints, undoes and does again without a mouse, and what is seen is what is stored', async () => {
    const { stored } = await shown();
    await expect.element(slider()).toHaveFocus();
    await userEvent.keyboard('2{Shift>}{ArrowRight}{ArrowRight}{ArrowRight}{/Shift}2');
    await expect.element(page.getByText('Engagement from 0:00 to 0:03.')).toBeVisible();
    const row = page.getByRole('row', { name: /0:00 0:03/ });
    await expect.element(row).toBeVisible();
    const first = [{ ...seconds(0, 3), word: 'engagement' }];
    await expect.poll(async () => (await stored.get(KEY))?.spans).toEqual(first);

    await userEvent.keyboard('{Control>}{ArrowRight}{/Control}[[{ArrowRight}{ArrowRight}3');
    await expect.poll(async () => (await stored.get(KEY))?.spans.length).toBe(2);
    expect((await stored.get(KEY))?.spans[1]).toMatchObject({
      from: STARTED_AT + 13_000,
      to: STARTED_AT + 13_064,
      word: 'confusion',
    });

    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.poll(async () => (await stored.get(KEY))?.spans).toEqual(first);
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.element(page.getByText('Nothing is said of this recording yet.')).toBeVisible();
    await expect.poll(async () => (await stored.get(KEY))?.spans).toEqual([]);
    await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    await expect.poll(async () => (await stored.get(KEY))?.spans).toEqual(first);
    await userEvent.keyboard('{Home}{Backspace}');
    await expect.element(page.getByText('Engagement erased from 0:00 to 0:03.')).toBeVisible();
    await expect.poll(async () => (await stored.get(KEY))?.spans).toEqual([]);
  });

  it('[LBL-19] tells its keys on ?, and leaves keys in fields alone', async () => {
    await shown();
    await expect.element(slider()).toHaveFocus();
    await userEvent.keyboard('?');
    await expect.element(page.getByRole('dialog', { name: 'Keys for labelling' })).toBeVisible();
    await userEvent.keyboard('1{Escape}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    await page.getByText('Own words').click();
    await page.getByLabelText(/Your words/).fill('reads, =1+1');
    await expect.element(page.getByRole('button', { name: '=1+1' })).toBeVisible();
    await expect.element(page.getByText('Nothing is said of this recording yet.')).toBeVisible();
    await page.getByRole('button', { name: 'reads' }).click();
    await userEvent.keyboard('{End}1');
    await expect.element(page.getByRole('row', { name: /reads/ })).toBeVisible();
  });

  it('[LBL-20] says to a screen reader where the cursor is and what is said there', async () => {
    await shown(`${PATH}?at=${STARTED_AT + 60_000}`);
    await expect.element(slider()).toHaveAttribute('aria-valuetext', '1:00, nothing said');
    await userEvent.keyboard('1{Shift>}{ArrowRight}{/Shift}1{ArrowLeft}');
    await expect.element(slider()).toHaveAttribute('aria-valuetext', '1:00.9, Boredom');
    await expect
      .element(page.getByRole('status').filter({ hasText: 'Boredom from' }))
      .toBeVisible();
  });
});

describe('labelling by mouse or finger', () => {
  it('[LBL-21] marks by a drag, paints by a press on a word, and moves an edge by its own drag', async () => {
    const { stored } = await shown();
    await expect.element(slider()).toBeVisible();
    const plane = slider().element();
    const { left, top, width } = plane.getBoundingClientRect();
    const drag = async (from: number, to: number) => {
      const send = (type: string, share: number) =>
        plane.dispatchEvent(
          new PointerEvent(type, {
            bubbles: true,
            pointerId: 1,
            pointerType: 'mouse',
            button: type === 'pointermove' ? -1 : 0,
            buttons: 1,
            clientX: left + share * width,
            clientY: top + 20,
          }),
        );
      // Only a real pointer can be captured.
      plane.setPointerCapture = () => undefined;
      send('pointerdown', from);
      await expect.poll(() => send('pointermove', (from + to) / 2)).toBe(true);
      send('pointermove', to);
      await new Promise(requestAnimationFrame);
      send('pointerup', to);
    };
    await drag(0.25, 0.5);
    await page.getByRole('button', { name: 'Confusion' }).click();
    const spanOf = async () => (await stored.get(KEY))?.spans[0];
    await expect.poll(async () => (await spanOf())?.word).toBe('confusion');
    const painted = await spanOf();
    expect(Math.abs((painted?.from ?? 0) - STARTED_AT - 30_000)).toBeLessThan(300);
    expect(Math.abs((painted?.to ?? 0) - STARTED_AT - 60_000)).toBeLessThan(300);
    await drag(0.5, 0.75);
    await expect
      .poll(async () => Math.abs(((await spanOf())?.to ?? 0) - STARTED_AT - 90_000) < 300)
      .toBe(true);
  });
});

describe('what comes and goes as a file', () => {
  it('[LBL-22] takes a CSV in the place of what was there, which undo brings back; a bad one changes nothing', async () => {
    const { stored, actions } = await shown();
    await expect.element(slider()).toHaveFocus();
    await userEvent.keyboard('1{Shift>}{ArrowRight}{/Shift}1');
    const own = [{ ...seconds(0, 1), word: 'boredom' }];
    await expect.poll(async () => (await stored.get(KEY))?.spans).toEqual(own);
    await actions.importLabels(new File(['frame_index,label\n0,a\n9999,b\n'], 'bad.csv'));
    await expect
      .element(
        page.getByText(/bad.csv, line 3, column frame_index: .* Your labels are as they were/),
      )
      .toBeVisible();
    expect((await stored.get(KEY))?.spans).toEqual(own);
    await actions.importLabels(new File(['frame_index,label\n30,a\n60,\n90,b\n'], 'good.csv'));
    const read = [
      { ...seconds(1, 2), word: 'a' },
      { from: STARTED_AT + 3000, word: 'b' },
    ];
    await expect.poll(async () => (await stored.get(KEY))?.spans).toMatchObject(read);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await stored.get(KEY))?.spans).toEqual(own);
  });
});

describe('saving', () => {
  it('[LBL-23] is told of where the browser refuses, loses nothing, and is tried again', async () => {
    const { stored, refusal } = await shown();
    await expect.element(slider()).toHaveFocus();
    refusal.why = new Error('no room');
    await userEvent.keyboard('1{Shift>}{ArrowRight}{/Shift}1');
    await expect.element(page.getByText(/held by this page alone.*no room/)).toBeVisible();
    expect(await stored.get(KEY)).toBeNull();
    await expect.element(page.getByRole('row', { name: /0:00 0:01/ })).toBeVisible();
    refusal.why = null;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.element(page.getByText('Saved in this browser')).toBeVisible();
    expect((await stored.get(KEY))?.spans).toEqual([{ ...seconds(0, 1), word: 'boredom' }]);
  });

  it('[LBL-23] happens at once when the recording is left, and the list counts it', async () => {
    const { stored, navigate } = await shown();
    await expect.element(slider()).toHaveFocus();
    await userEvent.keyboard('4{Control>}{ArrowRight}{ArrowRight}{ArrowRight}{/Control}4');
    navigate('/lab/labels');
    await expect.poll(async () => (await stored.get(KEY))?.spans.length).toBe(1);
    await expect.element(page.getByText('25 % labelled, 1 span')).toBeVisible();
    await expect.element(page.getByText('Frustration 100 %')).toBeVisible();
    await page.getByRole('link', { name: 'lec_1, student_4' }).click();
    await expect.element(page.getByRole('row', { name: /0:00 0:30/ })).toBeVisible();
  });
});

describe('pictures', () => {
  it('[LBL-24] near the cursor are shown where the student let some be kept', async () => {
    await shown(PATH, { keptPictures: 8 });
    const pictures = () => page.getByRole('region', { name: 'Pictures near the cursor' });
    await expect.element(pictures().getByText('of 8 that were kept')).toBeVisible();
    await expect.element(pictures().getByRole('button', { name: '0:00' })).toBeVisible();
    expect(pictures().getByRole('button').elements()).toHaveLength(5);
    await userEvent.keyboard('{End}');
    await expect.element(pictures().getByRole('button', { name: '1:10' })).toBeVisible();
    await expect.element(pictures().getByRole('button', { name: '0:00' })).not.toBeInTheDocument();
  });

  it('[LBL-24] are said not to be there where none were kept', async () => {
    await shown();
    await expect.element(page.getByText('No pictures were kept of this session')).toBeVisible();
  });
});
