import { Button, Group, Text, Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import type { CalibrationStage } from '#stores/live-store.ts';
import { useActions } from '../actions.ts';
import { Figures } from '../components/figure.tsx';
import { useLive } from '../stores-context.ts';
import { failureWords, VERDICT_WORDS } from '../words/calibration-words.ts';
import { percent } from '../words/format.ts';
import classes from './calibration.module.css';
import { LooksPicture } from './looks-picture.tsx';

type Done = Extract<CalibrationStage, { kind: 'done' }>;
type Failed = Extract<CalibrationStage, { kind: 'failed' }>;

/** What came of it, measured at dots that it was not made from, and what to do with it. */
export function CalibrationOutcome({ stage }: { readonly stage: Done | Failed }): ReactNode {
  const { startCalibration, applyCalibration, closeCalibration } = useActions();
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    first.current?.focus();
  }, []);
  const words =
    stage.kind === 'failed'
      ? failureWords(stage.failure)
      : VERDICT_WORDS[stage.calibration.validation.verdict];
  const worthUsing = stage.kind === 'done' && stage.calibration.validation.verdict !== 'poor';
  const again = (
    <Button
      key="again"
      variant={worthUsing ? 'default' : 'filled'}
      ref={worthUsing ? null : first}
      onClick={startCalibration}
    >
      Try again
    </Button>
  );
  const use = stage.kind === 'done' && (
    <Button
      key="use"
      variant={worthUsing ? 'filled' : 'default'}
      ref={worthUsing ? first : null}
      onClick={applyCalibration}
    >
      Use it
    </Button>
  );
  return (
    <div className={classes['card']} data-wide={stage.kind === 'done'}>
      <Title order={2} id="calibration-heading">
        {words.title}
      </Title>
      <Text mt="xs" role="status">
        {words.text}
      </Text>
      {stage.kind === 'done' && <Measured {...stage} />}
      <Group mt="lg" gap="sm">
        {worthUsing ? [use, again] : [again, use]}
        <Button variant="subtle" color="gray" onClick={closeCalibration}>
          Leave it
        </Button>
      </Group>
    </div>
  );
}

function Measured({ calibration, looks }: Done): ReactNode {
  const remembers = useLive((state) => state.session?.keepsProfile === true);
  const { medianError, correctHalf } = calibration.validation;
  return (
    <>
      <div className={classes['measured']}>
        <LooksPicture looks={looks} screen={calibration.screen} />
        <Figures
          items={[
            { label: 'Usual error', value: `${medianError.toFixed(1)}°` },
            { label: 'Left or right told', value: percent(correctHalf.x), unit: 'correctly' },
            { label: 'Top or bottom told', value: percent(correctHalf.y), unit: 'correctly' },
          ]}
        />
      </div>
      <Text size="sm" c="dimmed" mt="md">
        Tried at {looks.length} dots that it was not made from. Degrees are as the camera reads
        them; those of the eyes are somewhat larger.{' '}
        {remembers
          ? 'If you use it, it is remembered for you and this camera on this device.'
          : 'If you use it, it holds for this session.'}
      </Text>
    </>
  );
}
