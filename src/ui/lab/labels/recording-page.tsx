import { Alert, Anchor, Button, Group, Loader, Text } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { Link, useSearchParams } from 'wouter';
import { useStore } from 'zustand';
import { elapsed } from '#core/units.ts';
import { startOfFrames } from '#core/lab/labels/frame-times.ts';
import type { OpenLabels } from '#stores/lab/labels-store.ts';
import { WARM_ALERT } from '../../components/alert-styles.ts';
import { dateAndTime, length } from '../../words/format.ts';
import { useLab } from '../lab-context.ts';
import { LabPage } from '../lab-page.tsx';
import { LabelDesk } from './label-desk.tsx';

interface RecordingPageProps {
  readonly recording: string;
}

/** Milliseconds on the recording's own timeline, where the address names them. */
function momentIn(search: URLSearchParams): number | null {
  const written = search.get('at');
  const at = written === null || written === '' ? Number.NaN : Number(written);
  return Number.isFinite(at) ? at : null;
}

/** One recording on its timeline, to be labelled. */
export function RecordingPage({ recording }: RecordingPageProps): ReactNode {
  const { actions, stores } = useLab();
  const opened = useStore(stores.labels, (state) => state.opened);
  const [search] = useSearchParams();
  const at = momentIn(search);
  useEffect(() => {
    void actions.openRecording(recording, at);
    return () => {
      void actions.leaveRecording();
    };
  }, [actions, recording, at]);

  if (opened.kind === 'none' || opened.recording !== recording || opened.kind === 'reading') {
    return (
      <LabPage title="Labels" lead={<AllRecordings />}>
        <Group role="status">
          <Loader size="sm" />
          <Text>Reading the recording</Text>
        </Group>
      </LabPage>
    );
  }
  if (opened.kind === 'failed') {
    return (
      <LabPage title="Labels" lead={<AllRecordings />}>
        <Alert
          role="alert"
          title="This recording can’t be labelled"
          styles={WARM_ALERT}
          maw="var(--heed-width-reading)"
        >
          <Text style={{ overflowWrap: 'anywhere' }}>{opened.why}</Text>
          <Button mt="sm" onClick={() => void actions.openRecording(recording, at)}>
            Try again
          </Button>
        </Alert>
      </LabPage>
    );
  }
  return (
    <LabPage title={opened.view.name} lead={<Lead opened={opened} />}>
      <LabelDesk opened={opened} />
    </LabPage>
  );
}

const AllRecordings = (): ReactNode => (
  <Anchor component={Link} href="/lab/labels">
    All recordings
  </Anchor>
);

function Lead({ opened }: { readonly opened: OpenLabels }): ReactNode {
  const { view, labelling } = opened;
  const { frames } = labelling;
  const lasts = length(elapsed(startOfFrames(frames), frames.end));
  const began = view.startedAt === null ? '' : `${dateAndTime(view.startedAt)}, `;
  return (
    <>
      {began}
      {lasts}, {view.times.length.toLocaleString('en-GB')} frames. <AllRecordings />
    </>
  );
}
