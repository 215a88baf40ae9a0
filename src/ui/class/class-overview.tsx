import { Group, Loader, Stack, Text } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { coursesOf } from '#core/class-figures/courses.ts';
import { useActions } from '../actions.ts';
import { DeviceExport } from '../components/device-export.tsx';
import { Page } from '../components/page.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { Surface } from '../components/surface.tsx';
import { useClassRecords, useSettings } from '../stores-context.ts';
import { CourseRecords } from './records/course-records.tsx';
import { OpenClassForm } from './open-class-form.tsx';
import { HeldRecords, UnreadableRecords } from './records/records-trouble.tsx';
import { DeletedRecord, useRecordDeletion } from './records/record-deletion.tsx';

/** The way into a class, and what was kept of those before. */
export function ClassOverview(): ReactNode {
  const { loadClassRecords } = useActions();
  const { class: deployment } = useSettings();
  const heads = useClassRecords((state) => state.heads);
  const problem = useClassRecords((state) => state.problem);
  const deletion = useRecordDeletion();
  useEffect(() => {
    void loadClassRecords();
  }, [loadClassRecords]);
  const courses = coursesOf((heads ?? []).filter(({ id }) => !deletion.isDeleted(id)));

  return (
    <Page
      title="Class"
      lead="For the person who teaches: how a class as a whole follows a lecture. Each student chooses what to share, and nobody is shown alone who did not choose that."
    >
      <Stack gap="xl">
        {deployment.channel === 'off' ? (
          <Surface>
            <Text>
              This site is set up without classes. Whoever runs it can change that: “class” in
              heed.config.json.
            </Text>
          </Surface>
        ) : (
          <OpenClassForm />
        )}
        <HeldRecords />
        <UnreadableRecords />
        {heads === null && problem === null && (
          <Group role="status">
            <Loader size="sm" />
            <Text>Looking for records</Text>
          </Group>
        )}
        {problem !== null && <ProblemAlert problem={problem} />}
        {heads !== null && courses.length === 0 && (
          <Text c="dimmed" maw="var(--heed-width-reading)">
            No records yet. When you have opened a class, what it showed is kept here, in this
            browser alone: lectures under one another, reports and exports.
          </Text>
        )}
        <DeletedRecord deletion={deletion} />
        {courses.map((course) => (
          <CourseRecords key={course.courseId} course={course} onDelete={deletion.request} />
        ))}
        <DeviceExport />
      </Stack>
    </Page>
  );
}
