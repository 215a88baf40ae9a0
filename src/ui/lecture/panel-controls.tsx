import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useActions } from '../actions.ts';
import { Icon } from '../components/icon.tsx';
import { useLive } from '../stores-context.ts';

export function PanelControls(): ReactNode {
  const actions = useActions();
  const paused = useLive((state) => state.phase === 'paused');
  return (
    <Group gap="xs" grow preventGrowOverflow={false}>
      <Button
        variant={paused ? 'filled' : 'default'}
        px="sm"
        leftSection={<Icon name={paused ? 'play' : 'pause'} size={18} />}
        onClick={paused ? actions.resume : actions.pause}
      >
        {paused ? 'Resume' : 'Pause'}
      </Button>
      <Button
        variant="default"
        px="sm"
        leftSection={<Icon name="stop" size={18} />}
        onClick={() => void actions.stop()}
      >
        Stop
      </Button>
      <Button
        variant="subtle"
        color="gray"
        px="sm"
        leftSection={<Icon name="bin" size={18} />}
        onClick={() => void actions.stopAndDelete()}
      >
        Stop and delete
      </Button>
    </Group>
  );
}
