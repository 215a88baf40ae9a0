import type { Epoch, TrainingStage } from '../models/training.ts';
import type { LabRun, RunState } from './lab-run.ts';

/** A run that goes on after a checkpoint tells epochs again that were told before. */
export const withEpoch = (history: readonly Epoch[], epoch: Epoch): readonly Epoch[] => [
  ...history.filter(({ number }) => number < epoch.number),
  epoch,
];

/** Each trouble once. */
export const withTrouble = (troubles: readonly string[], why: string): readonly string[] =>
  troubles.includes(why) ? troubles : [...troubles, why];

export const running = (stage: 'reading' | TrainingStage): RunState => ({ kind: 'running', stage });

/** The epoch whose weights are kept so far; null before the first. */
export const bestOf = (history: readonly Epoch[]): Epoch | null =>
  history.findLast(({ best }) => best) ?? null;

/** Most epochs that a run takes; 0 for models without epochs. */
export const mostEpochs = ({ model }: LabRun['recipe']): number =>
  model.kind === 'network' ? model.settings.maxEpochs : 0;

/** Whether it can be gone on with: what was learnt by its last epoch is used. */
export const goesOn = ({ state }: LabRun): boolean =>
  state.kind === 'interrupted' || state.kind === 'failed';
