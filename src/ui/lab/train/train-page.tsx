import { Alert, Stack } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { WARM_ALERT } from '../../components/alert-styles.ts';
import { useLab } from '../lab-context.ts';
import { LabPage } from '../lab-page.tsx';
import { LiveRun } from './live-run.tsx';
import { RecipeForm } from './recipe-form.tsx';
import { RunsTable } from './runs-table.tsx';

export function TrainPage(): ReactNode {
  const { stores, actions } = useLab();
  const problem = useStore(stores.train, (state) => state.problem);
  const { watchRuns, leaveRuns, dismissTrainProblem } = actions;
  useEffect(() => {
    watchRuns();
    return () => {
      leaveRuns();
    };
  }, [watchRuns, leaveRuns]);
  return (
    <LabPage title="Train" lead="Choose a recipe, and watch it learn.">
      <Stack gap="lg">
        {problem !== null && (
          <Alert
            role="alert"
            color="orange"
            styles={WARM_ALERT}
            withCloseButton
            closeButtonLabel="Dismiss"
            onClose={dismissTrainProblem}
            maw="var(--heed-width-reading)"
          >
            {problem}
          </Alert>
        )}
        <LiveRun />
        <RunsTable />
        <RecipeForm />
      </Stack>
    </LabPage>
  );
}
