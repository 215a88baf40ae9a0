import { Button, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { CALIBRATION_PLAN } from '#core/calibration/calibration-plan.ts';
import { useActions } from '../actions.ts';
import classes from './calibration.module.css';

/** What comes and what it is for, before the first dot. */
export function CalibrationTold(): ReactNode {
  const { startCalibration, closeCalibration } = useActions();
  return (
    <div className={classes['card']}>
      <Title order={2} id="calibration-heading">
        Calibrate gaze
      </Title>
      <Stack gap="sm" mt="sm">
        <Text>
          {CALIBRATION_PLAN.steps.length} dots appear one after another, for about 20 seconds. Sit
          as you usually watch, keep your head calm, and look at each dot until the next one comes.
        </Text>
        <Text c="dimmed">
          From that, Heed learns how your eyes move, so that it can tell how likely you are looking
          at the screen. It keeps numbers, no picture. The lecture waits; the session goes on.
        </Text>
      </Stack>
      <Group mt="lg" gap="sm">
        <Button onClick={startCalibration}>Start</Button>
        <Button variant="default" onClick={closeCalibration}>
          Not now
        </Button>
      </Group>
    </div>
  );
}
