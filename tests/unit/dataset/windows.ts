import type { SourcedWindow, TrainingWindow } from '#core/dataset/sided-window.ts';

export const someWindow = (given: Partial<SourcedWindow> = {}): SourcedWindow => ({
  values: new Float32Array(1),
  label: 0,
  targets: [1],
  person: 'ann',
  padding: 0,
  source: { file: 'ann.csv', endsAt: null },
  augmentedBy: [],
  ...given,
});

export const trainingWindow = (given: Partial<SourcedWindow> = {}): TrainingWindow => ({
  ...someWindow(given),
  side: 'train',
});
