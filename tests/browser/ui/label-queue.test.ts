import type { Root } from 'react-dom/client';
import { afterEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { AnswerGiven } from '#core/lab/queue/queue-answer.ts';
import type { LabActions } from '#ui/lab/lab-context.ts';
import type { ExampleName } from '../../fixtures/ui-preview/examples.ts';
import { renderExample } from '../../fixtures/ui-preview/render-example.tsx';

let shown: { readonly place: HTMLElement; readonly root: Root } | null = null;

afterEach(() => {
  shown?.root.unmount();
  shown?.place.remove();
  shown = null;
});

function show(name: ExampleName) {
  const given: (AnswerGiven | 'undo')[] = [];
  const place = document.createElement('div');
  document.body.append(place);
  const actions: Partial<LabActions> = {
    openQueue: () => Promise.resolve(),
    answerQueue: (own) => {
      given.push(own);
      return Promise.resolve();
    },
    undoAnswer: () => {
      given.push('undo');
      return Promise.resolve();
    },
  };
  const root = renderExample(place, name, 'light', {}, undefined, undefined, actions);
  shown = { place, root };
  return given;
}

describe('the queue by keys', () => {
  it('[ACT-24] is answered by number keys, told what cannot be told, skipped and taken back', async () => {
    const given = show('queue-unsure');
    await expect.element(page.getByText(/The model is unsure: 41 % confusion/)).toBeVisible();
    await userEvent.keyboard('3');
    await userEvent.keyboard('0');
    await userEvent.keyboard('s');
    await userEvent.keyboard('u');
    // There are four words.
    await userEvent.keyboard('5');
    expect(given).toEqual([
      { kind: 'word', word: 'confusion' },
      { kind: 'cannot_tell' },
      { kind: 'skipped' },
      'undo',
    ]);
  });

  it('[ACT-24] leaves keys alone that are typed into a field', async () => {
    const given = show('queue-unsure');
    await userEvent.click(page.getByRole('textbox', { name: 'To a batch' }));
    await userEvent.keyboard('12');
    expect(given).toEqual([]);
  });

  it('[ACT-25] has nothing to take back at the first, and a button for every word', async () => {
    const given = show('queue-unlike-long');
    await expect.element(page.getByRole('button', { name: 'Undo the last' })).toBeDisabled();
    await userEvent.keyboard('u');
    await userEvent.click(page.getByRole('button', { name: 'j', exact: true }));
    expect(given).toEqual([{ kind: 'word', word: 'j' }]);
  });

  it('[ACT-26] shows the curve with the same figures in a table, and what the comparison can say', async () => {
    show('queue-batch-done');
    await userEvent.click(page.getByText('The curve as a table'));
    const table = page.getByRole('region', { name: 'The curve as a table' });
    await expect.element(table.getByRole('row').nth(6)).toHaveTextContent('640.460.460.46 to 0.46');
    await expect
      .element(page.getByText(/not what labelling at random would have given/))
      .toBeVisible();
  });
});
