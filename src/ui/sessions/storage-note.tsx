import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useActions } from '../actions.ts';
import { useSettings } from '../stores-context.ts';
import { storageSize } from '../words/format.ts';

/** How much the sessions take, and the request to keep them, with its reason said first. */
export function StorageNote(): ReactNode {
  const { keepStorage } = useActions();
  const { storage } = useSettings();
  if (storage === null) return null;
  const size =
    storage.usedBytes === null
      ? ''
      : `They take ${storageSize(storage.usedBytes)} on this device. `;
  if (storage.persistence === 'kept') {
    return <Text c="dimmed">{size}The browser has promised not to clear them by itself.</Text>;
  }
  return (
    <Group justify="space-between" gap="sm">
      <Text c="dimmed" maw="42rem">
        {size}
        {storage.persistence === 'refused'
          ? 'The browser would not promise to keep them: it may clear them when the disk runs low. Export what matters.'
          : 'When the disk runs low, the browser may clear them unless you ask it to keep them.'}
      </Text>
      {storage.persistence === 'not_asked' && (
        <Button variant="default" onClick={() => void keepStorage()}>
          Ask to keep them
        </Button>
      )}
    </Group>
  );
}
