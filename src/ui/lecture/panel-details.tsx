import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { BundleOrigin } from '#core/deployments/stored-bundle.ts';
import type { BackendName, ModelStatus } from '#core/models/model-status.ts';
import type { LiveModel } from '#core/models/prediction.ts';
import type { Delegate } from '#core/capture/vision-report.ts';
import type { LogHealth } from '#core/ports.ts';
import type { ShownModel } from '#stores/live-store.ts';
import { useActions } from '../actions.ts';
import { useLive } from '../stores-context.ts';
import { calibrationWords } from '../words/gaze-words.ts';
import { GazePicture } from './gaze-picture.tsx';
import classes from './monitor-panel.module.css';

const DELEGATE_WORDS: Record<Delegate, string> = { gpu: 'graphics card', cpu: 'processor' };
const BACKEND_WORDS: Record<BackendName, string> = {
  webgpu: 'graphics card (WebGPU)',
  wasm: 'processor (wasm)',
  typed_arrays: 'processor (plain)',
};
const HEALTH_WORDS: Record<LogHealth['kind'], string> = {
  stored: 'in this browser',
  in_memory: 'in memory only',
};

const MODEL_ROWS: readonly (readonly [LiveModel, string])[] = [
  ['attention_level', 'Attention model'],
  ['learning_states', 'Learning states'],
];

const ORIGIN_WORDS: Record<BundleOrigin, string> = {
  trained: 'of this course',
  imported: 'of this course',
  personal: 'your own',
};

const placeWords = (model: ModelStatus): string =>
  model.kind === 'ready' ? BACKEND_WORDS[model.backend.chosen] : model.kind;

/** Where it runs, and which it is where that is not the shipped one. */
const modelWords = ({ status, chosen }: ShownModel): string =>
  chosen === undefined
    ? placeWords(status)
    : `${chosen.id} (${ORIGIN_WORDS[chosen.origin]}), ${placeWords(status)}`;

const perSecond = (rate: number): string => `${Math.round(rate)} a second`;

/** Rates and places of computation, for who wants to know. */
export function PanelDetails(): ReactNode {
  const { openCalibration } = useActions();
  const vision = useLive((state) => state.vision);
  const models = useLive((state) => state.models);
  const health = useLive((state) => state.logHealth);
  const calibrated = useLive((state) => state.calibrated);
  const gaze = useLive((state) => state.gaze);
  const rows: (readonly [string, string])[] = [];
  if (vision !== null) {
    rows.push(
      ['Camera', perSecond(vision.cameraFps)],
      ['Face read', `${perSecond(vision.faceFps)}, ${DELEGATE_WORDS[vision.faceDelegate]}`],
      [
        'Body read',
        vision.bodyDelegate === null
          ? 'not running'
          : `${perSecond(vision.bodyFps)}, ${DELEGATE_WORDS[vision.bodyDelegate]}`,
      ],
      [
        'Picture to result',
        vision.latencyP50 === null ? 'not measured yet' : `${Math.round(vision.latencyP50)} ms`,
      ],
      ['Pictures skipped', String(vision.dropped)],
    );
  }
  for (const [name, words] of MODEL_ROWS) {
    const model = models[name];
    if (model !== null) rows.push([words, modelWords(model)]);
  }
  if (calibrated !== null) {
    rows.push(['Gaze calibration', calibrationWords(calibrated.verdict, calibrated.medianError)]);
    if (calibrated.verdict === 'usable' && gaze?.kind === 'calibrated') {
      rows.push(['Likelier half of the screen', gaze.x < 0.5 ? 'left' : 'right']);
    }
  }
  if (health !== null) rows.push(['Log', HEALTH_WORDS[health.kind]]);
  return (
    <details className={classes['details']}>
      <summary>
        {vision === null ? 'Details' : `${Math.round(vision.faceFps)} readings a second`}
      </summary>
      <dl>
        {rows.map(([term, value]) => (
          <div key={term} style={{ display: 'contents' }}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {calibrated !== null && (
        <div className={classes['recalibrate']}>
          {calibrated.verdict === 'good' && gaze?.kind === 'calibrated' && (
            <GazePicture {...gaze} />
          )}
          <Button variant="default" size="compact-sm" onClick={openCalibration}>
            Calibrate again
          </Button>
        </div>
      )}
    </details>
  );
}
