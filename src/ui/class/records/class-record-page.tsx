import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, useMemo, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { ClassRecord } from '#core/live/records/class-record.ts';
import { createClassStore, INITIAL_CLASS_STATE } from '#stores/class-store.ts';
import { Figures } from '../../components/figure.tsx';
import { Page } from '../../components/page.tsx';
import { Surface } from '../../components/surface.tsx';
import { StoresContext, useStores } from '../../stores-context.ts';
import { dateAndTime } from '../../words/format.ts';
import { ClassMoments } from '../class-moments.tsx';
import { ClassTimeline } from '../class-timeline.tsx';
import { DeletedRecord, useRecordDeletion, type RecordDeletion } from './record-deletion.tsx';
import { RecordExports } from './record-exports.tsx';
import { recordFigures } from './record-figures.ts';
import { RecordNamed } from './record-named.tsx';
import { RecordShares } from './record-shares.tsx';
import { RecordUnread } from './record-unread.tsx';
import { HeldRecords } from './records-trouble.tsx';
import classes from './records.module.css';
import { useRecord } from './use-record.ts';

export function ClassRecordPage({ id }: { readonly id: string }): ReactNode {
  const reading = useRecord(id);
  const [, navigate] = useLocation();
  const deletion = useRecordDeletion();
  const { isDone } = deletion;
  useEffect(() => {
    if (isDone) navigate('/class', { replace: true });
  }, [isDone, navigate]);
  return reading.kind === 'ready' ? (
    <RecordOf record={reading.record} deletion={deletion} />
  ) : (
    <RecordUnread reading={reading} />
  );
}

interface RecordOfProps {
  readonly record: ClassRecord;
  readonly deletion: RecordDeletion;
}

/** What the live page shows, from the record. */
function RecordOf({ record, deletion }: RecordOfProps): ReactNode {
  const stores = useStores();
  const asLive = useMemo(() => {
    const store = createClassStore(record.minimumGroup);
    const { courseId, lectureId, startedAt, lecture, wall, moments, messages, dropped } = record;
    store.setState({
      ...INITIAL_CLASS_STATE,
      room: { courseId, lectureId },
      startedAt,
      lecture,
      wall,
      moments,
      messages,
      dropped,
      recordId: record.id,
    });
    return { ...stores, class: store };
  }, [record, stores]);

  const isGone = deletion.isDeleted(record.id);
  return (
    <Page
      title={`Lecture ${record.lectureId}`}
      width="stage"
      lead={`Course ${record.courseId}, ${dateAndTime(record.startedAt)}${record.endedAt === null ? ', not ended' : ''}. What was shown of the class.`}
    >
      <Stack gap="lg">
        <Group gap="sm">
          <Button component={Link} href={`/class/records/${record.id}/report`} variant="default">
            Report for printing
          </Button>
          <Button
            variant="subtle"
            color="gray"
            disabled={isGone}
            onClick={() => {
              deletion.request(record.id);
            }}
          >
            Delete this record
          </Button>
          <Anchor component={Link} href="/class">
            All records
          </Anchor>
        </Group>
        <HeldRecords />
        <DeletedRecord deletion={deletion} />
        <Surface labelledBy="record-figures-heading">
          <Title order={2} id="record-figures-heading" mb="sm">
            The whole lecture
          </Title>
          <Figures items={recordFigures(record)} />
          <RecordShares statuses={record.overall.statuses} />
          <Text size="sm" c="dimmed" mt="sm">
            Each student counts once, and less where the camera saw them less well. ± is the
            standard deviation between students.
          </Text>
        </Surface>
        <StoresContext value={asLive}>
          <ClassTimeline />
          <div className={classes['columns']}>
            <ClassMoments src={null} slides={null} />
            <RecordNamed named={record.named} />
          </div>
        </StoresContext>
        <RecordExports id={record.id} />
      </Stack>
    </Page>
  );
}
