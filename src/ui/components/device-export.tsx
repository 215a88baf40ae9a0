import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useActions } from '../actions.ts';
import { Icon } from './icon.tsx';
import { ExportStatus, useExport } from './running-export.tsx';

/** All sessions of this device as one file. */
export function DeviceExport(): ReactNode {
  const { exportDevice } = useActions();
  const running = useExport();
  return (
    <div>
      <Group gap="sm">
        <Button
          variant="default"
          leftSection={<Icon name="download" size={18} />}
          disabled={running.isRunning}
          aria-describedby="device-export-about"
          onClick={() => void running.run('All sessions', exportDevice)}
        >
          Export all sessions
        </Button>
        <Text size="sm" c="dimmed" id="device-export-about">
          ZIP of a folder for each session that has ended: tables, summary, and what the columns
          mean
        </Text>
      </Group>
      <ExportStatus running={running} />
    </div>
  );
}
