import { labelRuleWords } from '../../dataset/label-rule-words.ts';
import type { BundleManifest, TrainedOrigin } from '../bundle-manifest.ts';
import { cardFigures } from './card-figures.ts';
import { figure, table } from './markdown.ts';

const sentence = (origin: TrainedOrigin): string =>
  `${origin.run.backend}, seed ${origin.run.seed}${
    origin.run.epochs === 0
      ? ''
      : origin.run.score.value === null
        ? `, all ${origin.run.epochs} epochs run and the last kept`
        : `, epoch ${origin.run.bestEpoch} of ${origin.run.epochs} kept by ${origin.run.score.name} on the validation persons (${figure(origin.run.score.value)})`
  }.`;

const splitWords = ({ split }: TrainedOrigin, isFurther: boolean): string =>
  split.judging === 'cross_validation'
    ? `Judged in folds: ${split.rule} These weights learnt from all ${split.train.persons} persons (${split.train.windows} windows); other weights of the same recipe, which learnt without a fold, answered for it, and by those answers it ${isFurther ? 'is judged; calibrated it is as its parent, and shown when its parent is' : 'is calibrated, abstains and is judged'}. Folds by name in ${split.file}.`
    : `Split: ${split.rule} ${split.train.persons} persons to learn from (${split.train.windows} windows), ${split.validation.persons} to stop, calibrate and abstain by (${split.validation.windows}), ${split.test.persons} to judge by (${split.test.windows}); by name in ${split.file}.`;

function learntFrom(origin: TrainedOrigin, isFurther: boolean): readonly string[] {
  const { data, preparation, recipe } = origin;
  const allStills = data.every(({ kind }) => kind === 'stills');
  return [
    '## Learnt from',
    '',
    ...table(
      ['data', 'windows', 'persons', 'terms'],
      data.map(({ name, windows, persons, licence }) => [name, windows, persons, licence]),
    ),
    '',
    'These weights carry the restrictions of that data.',
    '',
    ...(allStills
      ? [
          `**The labels are of stills.** Each is one picture, so nothing of how its person moved was known. ${preparation}`.trim(),
          '',
        ]
      : preparation === ''
        ? []
        : [preparation, '']),
    `Label: ${labelRuleWords(recipe.labels)}`,
    '',
    splitWords(origin, isFurther),
    '',
    `Trained by the recipe ${recipe.name} ${recipe.version}: ${sentence(origin)}`,
    '',
  ];
}

const inFolds = (origin: BundleManifest['origin']): boolean =>
  origin.kind === 'trained' && origin.split.judging === 'cross_validation';

function shownWhen({ abstention, calibration, output, origin }: BundleManifest): readonly string[] {
  const how =
    calibration.kind === 'none'
      ? `Its outputs are not calibrated: ${calibration.reason}.`
      : calibration.kind === 'temperature'
        ? `Its outputs are calibrated by the temperature ${figure(calibration.temperature)} (Guo et al. 2017).`
        : 'Its outputs are calibrated label by label (Platt 1999).';
  const when =
    abstention === null
      ? ['Nothing is known of when it may be believed, so no label is shown by itself.']
      : [
          `A label is shown from the probability on at which the ${inFolds(origin) ? 'windows of held-out persons' : 'validation windows'} ${output === 'exclusive' ? 'that are called so' : 'above it'} are right in ${Math.round(abstention.leastPrecision * 100)} % or more, and clearly more often than the label occurs (a tenth of the doubt that this leaves is gone).`,
          '',
          ...table(
            ['label', 'shown from', 'right above it', 'of windows', 'occurs in'],
            abstention.labels.map(({ label, threshold, precision, windows, baseRate }) => [
              label,
              threshold === null ? 'never' : figure(threshold),
              figure(precision),
              windows,
              figure(baseRate),
            ]),
          ),
        ];
  return ['## When it is shown', '', how, '', ...when, ''];
}

const FORBIDDEN_OF_STATES =
  '- To read emotions of students in the European Union: the AI Act (Regulation (EU) 2024/1689, Article 5(1)(f)) forbids inferring emotions in education, but for medical or safety reasons. Offer the attention mode alone there.';
const FORBIDDEN_OF_ATTENTION =
  '- To conclude what somebody feels: it knows where a head and eyes point and whether anybody is there, and who looks away may be thinking.';

/** MODEL_CARD.md of a bundle (after Mitchell et al. 2019, "Model cards for model reporting"). */
export function modelCard(manifest: BundleManifest): string {
  const { id, labels, output, signal, window, origin, parent } = manifest;
  const seconds = Number((window.length / window.rateHz).toFixed(2));
  const says =
    output === 'exclusive'
      ? `Says which of ${labels.join(', ')} a window shows`
      : `Says of each of ${labels.join(', ')} whether a window shows it`;
  return [
    `# ${id}`,
    '',
    `${says}, from ${signal.features.length} features x ${window.length} samples (${seconds} s at ${window.rateHz} Hz) of signal ${signal.name} ${signal.version}. It sees those features, never a picture.`,
    '',
    ...(parent === null ? [] : [`Trained further from ${parent}.`, '']),
    ...(origin.kind === 'trained'
      ? [
          ...learntFrom(origin, parent !== null),
          '## How well it does',
          '',
          ...cardFigures(origin),
          '',
        ]
      : [
          `Brought in from ${origin.from}. Terms: ${origin.licence}. **It was not judged here**: what it says is worth nothing until \`npm run evaluate\` has said how well it does.`,
          '',
        ]),
    ...shownWhen(manifest),
    '## What it must not be used for',
    '',
    '- To grade, rank, admit, discipline or diagnose anybody, or to decide anything about one person.',
    signal.name === 'attention' ? FORBIDDEN_OF_ATTENTION : FORBIDDEN_OF_STATES,
    '- Without the consent of the person in front of the camera, or by anyone else than that person as more than a guess.',
    '- Commercially, where the terms of the data above do not allow it.',
    '',
    'The labels are what onlookers thought they saw in recorded volunteers, not what was felt. How the model does by age, skin, sex, glasses or light was not measured.',
    '',
  ].join('\n');
}
