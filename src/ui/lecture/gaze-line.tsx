import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useActions } from '../actions.ts';
import { Icon } from '../components/icon.tsx';
import { useLive } from '../stores-context.ts';
import { gazeWords } from '../words/gaze-words.ts';
import classes from './monitor-panel.module.css';

/** Where the gaze goes, as far as that can be claimed, and the way to claim more. */
export function GazeLine(): ReactNode {
  const { openCalibration } = useActions();
  const words = useLive(({ gaze }) => (gaze === null ? null : gazeWords(gaze)));
  const calibrated = useLive((state) => state.calibrated !== null);
  const watched = useLive(
    ({ phase, camera }) =>
      phase === 'running' && camera.kind === 'live' && camera.source === 'webcam',
  );
  return (
    <div className={classes['gaze']}>
      <Icon name="attention" size={18} />
      <span>{words ?? 'Gaze not known just now'}</span>
      {watched && !calibrated && (
        <div className={classes['calibrate']}>
          <Button
            variant="default"
            size="compact-sm"
            aria-describedby="calibrate-why"
            onClick={openCalibration}
          >
            Calibrate gaze
          </Button>
          <p id="calibrate-why">
            20 seconds; then Heed can tell how likely you are looking at the screen.
          </p>
        </div>
      )}
    </div>
  );
}
