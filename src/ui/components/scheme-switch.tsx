import { ActionIcon, Tooltip, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

interface Step {
  readonly icon: IconName;
  readonly now: string;
  readonly next: MantineColorScheme;
}

const STEPS: Record<MantineColorScheme, Step> = {
  auto: { icon: 'screen', now: 'Colours follow the system', next: 'light' },
  light: { icon: 'sun', now: 'Light colours', next: 'dark' },
  dark: { icon: 'moon', now: 'Dark colours', next: 'auto' },
};

/** Cycles through system, light and dark; the choice stays in this browser. */
export function SchemeSwitch(): ReactNode {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { icon, now, next } = STEPS[colorScheme];
  return (
    <Tooltip label={`${now}. Press to change.`}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={`${now}. Change colours.`}
        onClick={() => {
          setColorScheme(next);
        }}
      >
        <Icon name={icon} />
      </ActionIcon>
    </Tooltip>
  );
}
