import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { coursesRunning } from '#core/deployments/course-choice.ts';
import { bundleBytes } from '#core/deployments/listed-model.ts';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import { ExportStatus, useExport } from '../../components/running-export.tsx';
import { Surface } from '../../components/surface.tsx';
import { useSettings } from '../../stores-context.ts';
import { storageSize } from '../../words/format.ts';
import { useLab } from '../lab-context.ts';
import { LabPage } from '../lab-page.tsx';
import { CourseModels } from './course-models.tsx';
import { ImportModel } from './import-model.tsx';
import { ModelItem } from './model-item.tsx';
import classes from './models.module.css';

export function ModelsPage(): ReactNode {
  const { stores, actions } = useLab();
  const { models, problem } = useStore(stores.models);
  const offersStates = useSettings().offeredModes.includes('learning_states');
  const { loadModels } = actions;
  useEffect(() => {
    void loadModels();
  }, [loadModels]);
  return (
    <LabPage
      title="Models"
      lead="Every model that this browser has, and which of them a course’s sessions run."
    >
      <Stack gap="lg">
        {problem !== null && (
          <ProblemAlert problem={problem}>
            <Button variant="default" onClick={() => void loadModels()}>
              Try again
            </Button>
          </ProblemAlert>
        )}
        {models === null ? (
          problem === null && <Text role="status">Reading the models…</Text>
        ) : (
          <>
            <CourseModels models={models} offersStates={offersStates} />
            <AllModels offersStates={offersStates} />
          </>
        )}
      </Stack>
    </LabPage>
  );
}

function AllModels({ offersStates }: { readonly offersStates: boolean }): ReactNode {
  const { stores, actions } = useLab();
  const { models, choices, unreadable, room, deleting, kept } = useStore(stores.models);
  const running = useExport();
  const listed = (models ?? []).filter(({ id }) => id !== deleting);
  const { count, bytes } = bundleBytes(listed);
  return (
    <Surface labelledBy="models-heading">
      <Title order={2} id="models-heading">
        All models
      </Title>
      <Text c="dimmed" mt={4} mb="md">
        {count === 0
          ? 'None is kept in this browser besides those that came with Heed.'
          : `${count} kept in this browser, ${storageSize(bytes)} in all.`}
        {room === null
          ? ''
          : ` The browser allows Heed ${storageSize(Math.max(0, room.allowedBytes - room.usedBytes))} more.`}
      </Text>
      <ImportModel />
      <div role="status">
        {deleting !== null && (
          <Group gap="md" mt="sm">
            <Text style={{ overflowWrap: 'anywhere' }}>{deleting} deleted</Text>
            <Button size="compact-md" variant="default" onClick={actions.keepBundle}>
              Undo
            </Button>
          </Group>
        )}
        {kept !== null && (
          <Text mt="sm" style={{ overflowWrap: 'anywhere' }}>
            {kept}
          </Text>
        )}
      </div>
      <ExportStatus running={running} />
      {unreadable.length > 0 && (
        <ul>
          {unreadable.map((why) => (
            <li key={why} className={classes['soft']}>
              {why}
            </li>
          ))}
        </ul>
      )}
      <ul className={classes['list']} aria-label="Models">
        {listed.map((model) => (
          <ModelItem
            key={`${model.origin} ${model.id}`}
            model={model}
            runsIn={coursesRunning(choices, model.id)}
            offersStates={offersStates}
            isBusy={running.isRunning}
            onExport={() => void running.run(model.id, () => actions.exportBundle(model.id))}
            onDelete={
              model.origin === 'shipped'
                ? null
                : () => {
                    actions.deleteBundle(model.id);
                  }
            }
          />
        ))}
      </ul>
    </Surface>
  );
}
