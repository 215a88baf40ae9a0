import type { ReactNode } from 'react';
import type { CameraLoss } from '#core/capture/camera-state.ts';
import type { LiveCamera } from '#stores/live-store.ts';
import { Icon } from '../components/icon.tsx';
import { useLive } from '../stores-context.ts';
import classes from './monitor-panel.module.css';

export const LOSS_WORDS: Record<CameraLoss, string> = {
  unplugged: 'Camera unplugged',
  muted: 'The camera sends no picture',
  taken_away: 'The camera was taken away',
};

function cameraWords(camera: LiveCamera, paused: boolean): string {
  switch (camera.kind) {
    case 'off':
      return 'Camera off';
    case 'opening':
      return 'Opening the camera';
    case 'lost':
      return LOSS_WORDS[camera.reason];
    case 'live':
      if (paused) return 'Camera not read';
      return camera.source === 'recording' ? `Recording: ${camera.label}` : camera.label;
  }
}

export function CameraLine(): ReactNode {
  const camera = useLive((state) => state.camera);
  const paused = useLive((state) => state.phase === 'paused');
  const words = cameraWords(camera, paused);
  return (
    <div className={classes['camera']}>
      <Icon name={camera.kind === 'live' && !paused ? 'camera' : 'cameraless'} size={18} />
      <span title={words}>{words}</span>
    </div>
  );
}
