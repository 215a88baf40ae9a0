import type { Root } from 'react-dom/client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { LabActions } from '#ui/lab/lab-context.ts';
import type { ExampleName } from '../../fixtures/ui-preview/examples.ts';
import { renderExample } from '../../fixtures/ui-preview/render-example.tsx';

let shown: { readonly place: HTMLElement; readonly root: Root } | null = null;

function show(name: ExampleName, actions: Partial<LabActions> = {}): HTMLElement {
  const place = document.createElement('div');
  document.body.append(place);
  const root = renderExample(place, name, 'light', {}, undefined, undefined, actions);
  shown = { place, root };
  return place;
}

afterEach(() => {
  shown?.root.unmount();
  shown?.place.remove();
  shown = null;
});

describe('the page of models', () => {
  it('[DEP-2] [DEP-3] shows a card before a course runs its model, and the way back', async () => {
    const considerModel = vi.fn();
    const activateChosen = vi.fn(() => Promise.resolve());
    const rollBackCourse = vi.fn(() => Promise.resolve());
    show('models-choosing', { considerModel, activateChosen, rollBackCourse });
    await expect
      .element(page.getByRole('region', { name: /^Card of biology-lectures/ }))
      .toBeVisible();
    await page.getByRole('button', { name: 'Run it in physics from now on' }).click();
    expect(activateChosen).toHaveBeenCalledOnce();
    await page.getByRole('button', { name: 'Leave it as it is' }).click();
    expect(considerModel).toHaveBeenLastCalledWith(null);
    await page
      .getByRole('button', { name: 'Back to the shipped model in biology-101: Attention level' })
      .click();
    expect(rollBackCourse).toHaveBeenCalledWith({
      courseId: 'biology-101',
      model: 'attention_level',
    });
    await page
      .getByLabelText('Look at a model for biology-101: Attention level')
      .selectOptions('attention-level-3af787a0f3aa (shipped)');
    expect(considerModel).toHaveBeenLastCalledWith({
      courseId: 'biology-101',
      model: 'attention_level',
      bundle: null,
    });
  });

  it('[DEP-5] [DEP-6] says of each model how sure its score is, and why it runs in no session', async () => {
    show('models');
    const list = page.getByRole('list', { name: 'Models', exact: true });
    await expect
      .element(list.getByText(/^0\.62 \(0\.58 to 0\.66\); logistic regression 0\.57/).first())
      .toBeVisible();
    await expect.element(list.getByText(/^Its labels are tired, awake/)).toBeVisible();
    await expect.element(list.getByText(/^Nobody judged it here/)).toBeVisible();
    const offered = page.getByLabelText('Look at a model for physics: Attention level');
    await expect.element(offered).not.toHaveTextContent('own-ada');
  });

  it('[DEP-14] shows a card as text: none of its HTML, pictures or links', async () => {
    const before = document.title;
    const place = show('models-long-names');
    const card = page.getByRole('region', { name: /^Card of a-very-long-name/ });
    await expect.element(card).toHaveTextContent('<script>');
    expect(place.querySelectorAll('[role=region] :is(script, img, a, iframe)')).toHaveLength(0);
    await expect.element(card.getByText('a picture')).toBeVisible();
    await expect.element(card.getByText('a link')).toBeVisible();
    expect(document.title).not.toContain('taken over');
    expect(before).not.toContain('taken over');
  });

  it('[DEP-15] offers no model of learning states where the site does not, and says so', async () => {
    show('models-attention-alone');
    await expect
      .element(page.getByText(/This site doesn’t offer learning states/).first())
      .toBeVisible();
    await expect
      .element(page.getByLabelText('Look at a model for physics: Attention level'))
      .toBeVisible();
    expect(page.getByLabelText(/: Learning states$/).elements()).toHaveLength(0);
  });
});
