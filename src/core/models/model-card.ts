import { at } from '../numeric/at.ts';
import type { BundleManifest } from './bundle-manifest.ts';

const figure = (value: number | null): string => (value === null ? 'none' : value.toFixed(3));
const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
const table = (
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string[] => [row(head), row(head.map(() => '---')), ...rows.map(row)];

function figures({ metrics, labels }: BundleManifest): string[] {
  const { majority } = metrics;
  return [
    `On ${metrics.windows} windows of ${metrics.persons} persons whom training never saw:`,
    '',
    ...(metrics.macroF1 <= majority.macroF1
      ? [
          `**By macro-F1 it does no better than always saying "${majority.label}".** It shows that the way from camera to prediction works; what it says of a person is worth nothing yet.`,
          '',
        ]
      : []),
    ...table(
      ['', 'this model', `always saying "${majority.label}"`],
      [
        ['macro-F1', figure(metrics.macroF1), figure(majority.macroF1)],
        ['balanced accuracy', figure(metrics.balancedAccuracy), figure(majority.balancedAccuracy)],
        ['accuracy', figure(metrics.accuracy), figure(majority.accuracy)],
      ],
    ),
    '',
    ...table(
      [
        'label',
        'windows',
        'precision',
        'recall',
        'F1',
        `AUC against ${at(metrics.auc, 0).against}`,
      ],
      metrics.classes.map((own, index) => [
        own.label,
        own.support,
        figure(own.precision),
        figure(own.recall),
        figure(own.f1),
        figure(at(metrics.auc, index).value),
      ]),
    ),
    '',
    'Rows are the true label, columns what the model said:',
    '',
    ...table(
      ['', ...labels],
      metrics.confusion.map((counts, index) => [at(labels, index), ...counts]),
    ),
    '',
    'An AUC of 0.5 is chance.',
  ];
}

/** What is said of a model to those who meet it, in Markdown, from its manifest alone. */
export function modelCard(manifest: BundleManifest): string {
  const { data, split, training, window, signal } = manifest;
  const seconds = window.length / window.rateHz;
  return [
    `# ${manifest.id}`,
    '',
    `Says which of ${manifest.labels.join(', ')} a face shows, from ${signal.features.length} features x ${window.length} samples (${seconds} s at ${window.rateHz} Hz) of signal ${signal.name} ${signal.version}. It sees those features, never a picture.`,
    '',
    '## Learnt from',
    '',
    `${data.name}: ${data.used} of ${data.rows} rows, ${data.persons} persons. Terms: ${data.licence}. These weights carry the same restriction.`,
    '',
    ...(data.kind === 'stills'
      ? [
          '**It has seen stills only.** Each row is one picture out of a clip of ten seconds, held for the whole window, so every window that it learnt from stands still. It has never seen a movement, a blink or a change; on live windows, which move, its figures may be worse than those below.',
          '',
        ]
      : []),
    `Label: ${data.labelRule}`,
    '',
    `Split: ${split.rule} (${split.train.persons} persons to learn from, ${split.validation.persons} to stop by, ${split.test.persons} to judge by.)`,
    '',
    `Seed ${training.seed}, ${training.backend} backend, epoch ${training.bestEpoch} of ${training.epochs} kept by macro-F1 on the validation persons (${figure(training.validationMacroF1)}).`,
    '',
    '## How well it does',
    '',
    ...figures(manifest),
    '',
    '## What it must not be used for',
    '',
    '- To grade, rank, admit, discipline or diagnose anybody, or to decide anything about one person.',
    '- To read emotions of students in the European Union: the AI Act (Regulation (EU) 2024/1689, Article 5(1)(f)) forbids inferring emotions in education, but for medical or safety reasons. Offer the attention mode alone there.',
    '- Without the consent of the person in front of the camera, or by anyone else than that person as more than a guess.',
    '- Commercially, where the terms of the data above do not allow it.',
    '',
    'The labels are what onlookers thought they saw in recorded volunteers, not what was felt. How the model does by age, skin, sex, glasses or light was not measured.',
    '',
  ].join('\n');
}
