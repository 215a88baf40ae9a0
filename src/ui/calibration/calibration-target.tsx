import { Button, Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import type { CalibrationStage } from '#stores/live-store.ts';
import { useActions } from '../actions.ts';
import { CALIBRATION_HINT_WORDS } from '../words/calibration-words.ts';
import classes from './calibration.module.css';

type Step = Extract<CalibrationStage, { kind: 'step' }>;

/** How far the ring closes in on the dot by the end of a step. */
const RING_LEFT = 0.34;

/** One dot at its place, a ring that closes in on it, and as few words as will do. */
export function CalibrationTarget({
  step,
  index,
  steps,
  stepDone,
  runDone,
  hint,
}: Step): ReactNode {
  const { closeCalibration } = useActions();
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    cancel.current?.focus();
  }, []);
  const { x, y } = step.target;
  const waits = hint !== null;
  return (
    <>
      <div
        key={index}
        className={classes['target']}
        style={{ left: `${x * 100}%`, top: `${y * 100}%` }}
        data-waits={waits}
        aria-hidden="true"
      >
        <div
          className={classes['ring']}
          style={{ transform: `scale(${1 - (1 - RING_LEFT) * stepDone})` }}
        />
        <div className={classes['dot']} />
      </div>
      <div className={classes['words']}>
        <Title order={2} id="calibration-heading" size="h3">
          {step.purpose === 'neutral' ? 'Relax your face and look at the dot' : 'Look at the dot'}
        </Title>
        <p className={classes['hint']}>
          {hint === null ? `${index + 1} of ${steps}` : CALIBRATION_HINT_WORDS[hint]}
        </p>
        <div className={classes['run']} aria-hidden="true">
          <div style={{ transform: `scaleX(${runDone})` }} />
        </div>
        <Button ref={cancel} variant="subtle" color="gray" size="sm" onClick={closeCalibration}>
          Cancel
        </Button>
      </div>
    </>
  );
}
