import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import type { CalibrationStage } from '#stores/live-store.ts';
import { useActions } from '../actions.ts';
import { useLive } from '../stores-context.ts';
import { CALIBRATION_HINT_WORDS, placeWords } from '../words/calibration-words.ts';
import { CalibrationOutcome } from './calibration-outcome.tsx';
import { CalibrationTarget } from './calibration-target.tsx';
import { CalibrationTold } from './calibration-told.tsx';
import classes from './calibration.module.css';

/** Fills the window while a calibration is told, run or judged. The lecture waits behind it. */
export function CalibrationOverlay(): ReactNode {
  const stage = useLive((state) => state.calibration);
  return stage === null ? null : <Overlay stage={stage} />;
}

/** A modal dialog keeps the focus, and the page behind it still; Escape leaves it. */
function Overlay({ stage }: { readonly stage: CalibrationStage }): ReactNode {
  const { closeCalibration } = useActions();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    const focusedBefore = document.activeElement;
    if (!element.open) element.showModal();
    return () => {
      element.close();
      if (focusedBefore instanceof HTMLElement) focusedBefore.focus();
    };
  }, []);

  return (
    <dialog
      ref={dialog}
      className={classes['overlay']}
      aria-labelledby="calibration-heading"
      onCancel={(event) => {
        event.preventDefault();
        closeCalibration();
      }}
    >
      {stage.kind === 'told' && <CalibrationTold />}
      {stage.kind === 'step' && <CalibrationTarget {...stage} />}
      {(stage.kind === 'done' || stage.kind === 'failed') && <CalibrationOutcome stage={stage} />}
      <VisuallyHidden role="status">{announcement(stage)}</VisuallyHidden>
    </dialog>
  );
}

/** What assistive technology is told: each target once, and what is in the way. */
function announcement(stage: CalibrationStage): string {
  if (stage.kind !== 'step') return '';
  const { step, index, steps, hint } = stage;
  if (hint !== null) return CALIBRATION_HINT_WORDS[hint];
  return step.purpose === 'neutral'
    ? `Relax your face and look at the dot in the middle, ${index + 1} of ${steps}`
    : `Look at the dot: ${placeWords(step.target)}, ${index + 1} of ${steps}`;
}
