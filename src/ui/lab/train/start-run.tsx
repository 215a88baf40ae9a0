import { Anchor, Button, Group, List, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useStore } from 'zustand';
import { notReady, perClass, personCount } from '#core/lab/run-readiness.ts';
import type { ReadDraft } from '#core/recipes/form/recipe-faults.ts';
import type { TrainMaterial } from '#stores/lab/train-store.ts';
import { useLab } from '../lab-context.ts';
import classes from './train.module.css';

const SETTLED_MS = 500;

function reasonOf(read: ReadDraft, material: TrainMaterial, busy: boolean, seed: number | null) {
  if (busy) return 'Another run is being trained here.';
  if (read.kind === 'faulty') {
    return `${read.faults.size === 1 ? 'One setting' : `${read.faults.size} settings`} above cannot be as it is.`;
  }
  if (seed === null) return 'The seed is missing.';
  switch (material.kind) {
    case 'unknown':
    case 'counting':
      return 'The data are being counted.';
    case 'failed':
      return `The data could not be read: ${material.why}`;
    case 'counted':
      return notReady(material.sources);
  }
}

/** What it will learn from, and the button; where it can't be pressed, why. */
export function StartRun({ read }: { readonly read: ReadDraft }): ReactNode {
  const { stores, actions } = useLab();
  const { material, live, form } = useStore(stores.train);
  const recipe = read.kind === 'recipe' ? read.recipe : null;
  // What is counted depends on these alone.
  const counts =
    recipe === null
      ? null
      : JSON.stringify([recipe.signal, recipe.window, recipe.cut, recipe.labels]);
  const [settled] = useDebouncedValue(counts, SETTLED_MS);
  const { countMaterial } = actions;
  useEffect(() => {
    if (settled === null || settled !== counts || recipe === null) return;
    void countMaterial(recipe);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the recipe as it is when `counts` has settled
  }, [settled, counts, countMaterial]);
  const reason = reasonOf(read, material, live !== null, form.seed);
  return (
    <section className={classes['group']} aria-labelledby="material-heading">
      <Title order={3} id="material-heading">
        What it learns from
      </Title>
      <Material material={material} />
      <Group mt="md" gap="md">
        <Button
          disabled={reason !== null}
          aria-describedby={reason === null ? undefined : 'start-reason'}
          onClick={() => void actions.startRun()}
        >
          Start training
        </Button>
        {reason !== null && (
          <Text id="start-reason" size="sm" maw="var(--heed-width-reading)">
            {reason}
          </Text>
        )}
      </Group>
    </section>
  );
}

function Material({ material }: { readonly material: TrainMaterial }): ReactNode {
  if (material.kind !== 'counted') {
    return (
      <Text c="dimmed" role="status">
        {material.kind === 'failed' ? material.why : 'Counting windows …'}
      </Text>
    );
  }
  const { sources } = material;
  const windows = sources.reduce((sum, source) => sum + source.windows, 0);
  const persons = personCount(sources);
  return (
    <>
      <Text>
        {windows.toLocaleString('en-GB')} labelled windows of {persons}{' '}
        {persons === 1 ? 'person' : 'persons'}.{' '}
        <Anchor component={Link} href="/lab">
          Change the data
        </Anchor>
      </Text>
      {windows > 0 && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {perClass(sources)
            .map(
              ({ name, windows: own }) =>
                `${name.replaceAll('_', ' ')} ${own.toLocaleString('en-GB')}`,
            )
            .join(', ')}
        </Text>
      )}
      <List size="sm" mt="xs">
        {sources.map((source) => (
          <List.Item key={source.id} style={{ overflowWrap: 'anywhere' }}>
            {source.name}: {source.windows.toLocaleString('en-GB')} windows, licence:{' '}
            {source.licence}
            {source.refusal === null ? '' : `. Not used: ${source.refusal}`}
          </List.Item>
        ))}
      </List>
    </>
  );
}
