import { Anchor, Group, Loader, Stack, Text } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useStore } from 'zustand';
import type { Evaluation } from '#core/evaluation/evaluation.ts';
import type { RunFile } from '#core/lab/judge/run-judgement.ts';
import type { LabRun } from '#core/lab/lab-run.ts';
import type { Judging } from '#stores/lab/judge-store.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { useLab } from '../lab-context.ts';
import { LabPage } from '../lab-page.tsx';
import { ContentsList } from './contents-list.tsx';
import { HistorySection } from './history-section.tsx';
import { JUDGED_PARTS, JudgedSections } from './judged-sections.tsx';
import classes from './judge.module.css';
import { RunSummary } from './run-summary.tsx';
import { Section } from './section.tsx';

function Waiting({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <Group gap="sm" role="status">
      <Loader size="sm" />
      <Text>{children}</Text>
    </Group>
  );
}

/** Why a run has no model to judge. */
function StateNote({ run }: { readonly run: LabRun }): ReactNode {
  switch (run.state.kind) {
    case 'trained':
      return null;
    case 'failed':
      return <ProblemNote title="This training failed">{run.state.why}</ProblemNote>;
    case 'interrupted':
      return (
        <ProblemNote title="This training was interrupted">
          Its epochs so far are kept. Go on with it under{' '}
          <Anchor component={Link} href="/lab/train">
            Train
          </Anchor>
          , and judge it then.
        </ProblemNote>
      );
    case 'running':
      return (
        <Text role="status">This run is still training; it can be judged once it is done.</Text>
      );
  }
}

const evaluationOf = ({ run }: RunFile, judging: Judging): Evaluation | null => {
  if (judging.kind === 'ready') return judging.judgement.report.evaluation;
  return run.state.kind === 'trained' ? run.state.evaluation : null;
};

function JudgingPart({
  file,
  judging,
}: {
  readonly file: RunFile;
  readonly judging: Judging;
}): ReactNode {
  switch (judging.kind) {
    case 'none':
      return null;
    case 'failed':
      return <ProblemNote title="It could not be judged">{judging.why}</ProblemNote>;
    case 'working':
      return (
        <Waiting>
          {judging.all === 0
            ? 'Reading the data …'
            : `${judging.what}: ${judging.done} of ${judging.all}`}
        </Waiting>
      );
    case 'ready':
      return file.bundle === null ? null : (
        <JudgedSections file={file} bundle={file.bundle} judgement={judging.judgement} />
      );
  }
}

function OpenedRunView({
  file,
  judging,
}: {
  readonly file: RunFile;
  readonly judging: Judging;
}): ReactNode {
  const { run, trouble } = file;
  const parts = [
    { id: 'summary', title: 'Summary' },
    ...(judging.kind === 'ready' ? JUDGED_PARTS : []),
    { id: 'history', title: 'Training' },
  ];
  return (
    <div className={classes['layout']}>
      <ContentsList parts={parts} />
      <div className={classes['sections']}>
        <Section id="summary" title="Summary">
          <Stack gap="sm">
            <StateNote run={run} />
            <RunSummary run={run} evaluation={evaluationOf(file, judging)} />
            {trouble !== null && (
              <ProblemNote title="The model is not at hand">{trouble}</ProblemNote>
            )}
          </Stack>
        </Section>
        <JudgingPart file={file} judging={judging} />
        <Section id="history" title="Training">
          <HistorySection run={run} />
        </Section>
      </div>
    </div>
  );
}

/** How far the model of one run may be believed, and by what it goes. */
export function JudgePage({ id }: { readonly id: string }): ReactNode {
  const { actions, stores } = useLab();
  const { runId, opened, judging } = useStore(stores.judge);
  const isOther = runId !== id;
  useEffect(() => {
    if (isOther) void actions.openRun(id);
  }, [actions, id, isOther]);
  useEffect(
    () => () => {
      actions.leaveRun();
    },
    [actions],
  );
  const title = !isOther && opened.kind === 'ready' ? opened.file.run.name : 'Judge';
  return (
    <LabPage
      title={title}
      lead={
        <>
          How far this model may be believed, and by what it goes. Other runs are on the page{' '}
          <Anchor component={Link} href="/lab/train">
            Train
          </Anchor>
          .
        </>
      }
    >
      {(isOther || opened.kind === 'reading') && <Waiting>Looking the run up …</Waiting>}
      {!isOther && opened.kind === 'missing' && (
        <ProblemNote title="There is no such run">
          It is not in this browser any more, or the address has a mistake.
        </ProblemNote>
      )}
      {!isOther && opened.kind === 'failed' && (
        <ProblemNote title="The run could not be read">{opened.why}</ProblemNote>
      )}
      {!isOther && opened.kind === 'ready' && (
        <OpenedRunView file={opened.file} judging={judging} />
      )}
    </LabPage>
  );
}
