import { Button, Group, Text, Title } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { Course } from '#core/class-figures/courses.ts';
import { useActions } from '../../actions.ts';
import { Icon } from '../../components/icon.tsx';
import { ExportStatus, useExport } from '../../components/running-export.tsx';
import { Surface } from '../../components/surface.tsx';
import { CourseStrip } from './course-strip.tsx';
import { RecordItem } from './record-item.tsx';
import classes from './records.module.css';

interface CourseRecordsProps {
  readonly course: Course;
  readonly onDelete: (id: string) => void;
}

/** The lectures of one course: their strip, and each with what can be done with it. */
export function CourseRecords({ course, onDelete }: CourseRecordsProps): ReactNode {
  const { courseId, records } = course;
  const { loadClassRecord, exportCourse, exportClassRecord } = useActions();
  const running = useExport();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const ids = records.map(({ id, updatedAt }) => `${id} ${updatedAt}`).join();
  useEffect(() => {
    for (const { id } of records) void loadClassRecord(id);
    // Read again where a record has come, gone or grown.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [ids, loadClassRecord]);

  const here = chosen.filter((id) => records.some((record) => record.id === id));
  const [a, b] = here;
  const heading = `course-${courseId}`;
  return (
    <Surface labelledBy={heading}>
      <Group justify="space-between" gap="sm" mb="md">
        <Title order={2} id={heading}>
          {courseId}
        </Title>
        <Button
          variant="default"
          leftSection={<Icon name="download" size={18} />}
          disabled={running.isRunning}
          onClick={() => void running.run(`Timelines of ${courseId}`, () => exportCourse(courseId))}
        >
          Export timelines
        </Button>
      </Group>
      <CourseStrip records={records} />
      <ul className={classes['list']} aria-label={`Lectures of ${courseId}`}>
        {records.toReversed().map((head) => (
          <RecordItem
            key={head.id}
            head={head}
            isBusy={running.isRunning}
            choice={
              records.length < 2
                ? null
                : {
                    isChosen: here.includes(head.id),
                    // A third one takes the place of the first.
                    toggle: () => {
                      setChosen(
                        here.includes(head.id)
                          ? here.filter((id) => id !== head.id)
                          : [...here.slice(-1), head.id],
                      );
                    },
                  }
            }
            onExport={(name, kind) =>
              void running.run(name, () => exportClassRecord(head.id, kind))
            }
            onDelete={() => {
              onDelete(head.id);
            }}
          />
        ))}
      </ul>
      <ExportStatus running={running} />
      {records.length >= 2 && (
        <Group mt="md" gap="md">
          {a !== undefined && b !== undefined ? (
            <Button
              component={Link}
              href={`/class/compare?${new URLSearchParams({ a, b }).toString()}`}
              variant="default"
            >
              Compare the two
            </Button>
          ) : (
            <Text size="sm" c="dimmed">
              Choose two to see them beside each other.
            </Text>
          )}
        </Group>
      )}
    </Surface>
  );
}
