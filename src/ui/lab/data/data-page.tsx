import { Group, Loader, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { OFFERED_RECIPES } from '#core/lab/offered-recipes.ts';
import { Surface } from '../../components/surface.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { useLab } from '../lab-context.ts';
import { ClipsPanel } from '../clips/clips-panel.tsx';
import { LabPage } from '../lab-page.tsx';
import { DropPlace } from './drop-place.tsx';
import { OwnSessions } from './own-sessions.tsx';
import { RemovalBar } from './removal-bar.tsx';
import { SourceItem } from './source-item.tsx';
import classes from './data.module.css';

export function DataPage(): ReactNode {
  const { actions, stores } = useLab();
  const failure = useStore(stores.data, (state) => state.failure);
  const notes = useStore(stores.data, (state) => state.notes);
  useEffect(() => {
    void actions.openData();
  }, [actions]);
  return (
    <LabPage
      title="Data"
      lead="What a model is to learn from, kept in this browser, and what each source is worth."
    >
      <Stack gap="lg">
        <Surface labelledBy="add-heading">
          <Title order={2} id="add-heading" mb="md">
            Add data
          </Title>
          <DropPlace />
          <OwnSessions />
        </Surface>
        {failure !== null && <ProblemNote title="That was not done">{failure}</ProblemNote>}
        {notes.length > 0 && (
          <ProblemNote title="Not everything was kept">
            <ul className={classes['reasons']}>
              {notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          </ProblemNote>
        )}
        <ClipsPanel />
        <Sources />
      </Stack>
      <RemovalBar />
    </LabPage>
  );
}

function Sources(): ReactNode {
  const { actions, stores } = useLab();
  const sources = useStore(stores.data, (state) => state.sources);
  const unreadable = useStore(stores.data, (state) => state.unreadable);
  const recipe = useStore(stores.data, (state) => state.recipe);
  return (
    <Surface labelledBy="sources-heading">
      <Group justify="space-between" align="end" gap="sm" mb="sm">
        <Title order={2} id="sources-heading">
          Sources
        </Title>
        <NativeSelect
          label="Windows and labels of the recipe"
          value={recipe}
          data={OFFERED_RECIPES.map(({ name }) => name)}
          onChange={(event) => {
            actions.chooseRecipe(event.currentTarget.value);
          }}
        />
      </Group>
      {unreadable.map((sentence) => (
        <Text key={sentence}>{sentence}</Text>
      ))}
      {sources === null && (
        <Group role="status">
          <Loader size="sm" />
          <Text>Looking for what is kept here</Text>
        </Group>
      )}
      {sources?.length === 0 && (
        <Text>
          Nothing is kept here yet. Drop a folder of features CSVs with its label file, a session
          that was exported, or videos.
        </Text>
      )}
      <ul className={classes['list']}>
        {sources?.map((source) => (
          <SourceItem key={source.id} source={source} />
        ))}
      </ul>
    </Surface>
  );
}
