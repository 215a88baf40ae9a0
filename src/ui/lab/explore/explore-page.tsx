import { Anchor, Button, Group, Loader, Select, Text } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useStore } from 'zustand';
import { PRESETS } from '#core/recipes/presets.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import { modelSignal } from '#core/signals/model-signals.ts';
import type { Explored } from '#stores/lab/explore-store.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { useLab } from '../lab-context.ts';
import { LabPage } from '../lab-page.tsx';
import { CorrelationSection } from './correlation-section.tsx';
import { DistributionSection } from './distribution-section.tsx';
import { WindowSection } from './window-section.tsx';

/** Those whose signal this version can make. */
const OFFERED = PRESETS.filter(({ signal }) => modelSignal(signal) !== null);

const named = (name: string): Recipe | undefined => OFFERED.find((recipe) => recipe.name === name);

function Reading({ explored }: { readonly explored: Extract<Explored, { kind: 'reading' }> }) {
  const { done, all, what } = explored;
  return (
    <Group gap="sm" role="status">
      <Loader size="sm" />
      <Text>{all > 0 ? `Reading ${what}: ${done} of ${all}` : `Reading ${what} …`}</Text>
    </Group>
  );
}

function Ready({ explored }: { readonly explored: Extract<Explored, { kind: 'ready' }> }) {
  const { exploration } = explored;
  const { classes, windowsPerClass, windows, persons } = exploration;
  return (
    <>
      <Text>
        {windows} windows of {persons} {persons === 1 ? 'person' : 'persons'}:{' '}
        {classes
          .map((name, index) => `${name.replaceAll('_', ' ')} ${windowsPerClass[index] ?? 0}`)
          .join(', ')}
        .
      </Text>
      <DistributionSection exploration={exploration} />
      <CorrelationSection exploration={exploration} />
      <WindowSection exploration={exploration} />
    </>
  );
}

/** What the features of the data look like: class by class, two by two, and window by window. */
export function ExplorePage(): ReactNode {
  const { actions, stores } = useLab();
  const explored = useStore(stores.explore, (state) => state.explored);
  const [recipe, setRecipe] = useState(OFFERED[0]?.name ?? '');
  const begin = explored.kind === 'nothing';
  useEffect(() => {
    const first = OFFERED[0];
    if (begin && first !== undefined) void actions.explore(first);
  }, [begin, actions]);

  const choose = (name: string | null): void => {
    const chosen = name === null ? undefined : named(name);
    if (chosen === undefined) return;
    setRecipe(chosen.name);
    void actions.explore(chosen);
  };

  return (
    <LabPage
      title="Features"
      lead={
        <>
          How the features of your{' '}
          <Anchor component={Link} href="/lab">
            data
          </Anchor>{' '}
          lie, class by class. This describes the windows that are there; whether a model can tell
          strangers’ apart is for its{' '}
          <Anchor component={Link} href="/lab/train">
            training
          </Anchor>{' '}
          to show.
        </>
      }
    >
      <Group align="end" mb="lg">
        <Select
          label="Windows and labels of the recipe"
          data={OFFERED.map(({ name }) => name)}
          value={recipe}
          onChange={choose}
          allowDeselect={false}
          w="20rem"
          maw="100%"
        />
        <Button
          variant="default"
          loading={explored.kind === 'reading'}
          onClick={() => {
            choose(recipe);
          }}
        >
          Read again
        </Button>
      </Group>
      {explored.kind === 'reading' && <Reading explored={explored} />}
      {explored.kind === 'failed' && (
        <ProblemNote title="There is nothing to show yet">{explored.why}</ProblemNote>
      )}
      {explored.kind === 'ready' && <Ready explored={explored} />}
    </LabPage>
  );
}
