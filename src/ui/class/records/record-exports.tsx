import { Button, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useActions } from '../../actions.ts';
import { Icon } from '../../components/icon.tsx';
import { ExportStatus, useExport } from '../../components/running-export.tsx';
import { Surface } from '../../components/surface.tsx';
import { CLASS_EXPORT_WORDS } from '../../words/record-words.ts';
import classes from '../../sessions/session-exports.module.css';

export function RecordExports({ id }: { readonly id: string }): ReactNode {
  const { exportClassRecord } = useActions();
  const running = useExport();
  return (
    <Surface labelledBy="record-exports-heading">
      <Title order={2} id="record-exports-heading" mb="sm">
        Take it along
      </Title>
      <ul className={classes['exports']}>
        {CLASS_EXPORT_WORDS.map(({ kind, name, about }) => (
          <li key={kind}>
            <Button
              variant="default"
              leftSection={<Icon name="download" size={18} />}
              disabled={running.isRunning}
              aria-describedby={`record-export-${kind}`}
              onClick={() => void running.run(name, () => exportClassRecord(id, kind))}
            >
              {name}
            </Button>
            <Text size="sm" c="dimmed" id={`record-export-${kind}`}>
              {about}
            </Text>
          </li>
        ))}
      </ul>
      <ExportStatus running={running} />
    </Surface>
  );
}
