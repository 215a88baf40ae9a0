/** `npm run train:default`: trains the bundles that are shipped from the reference data. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { datasetReportLines } from '#core/dataset/dataset-report.ts';
import { modelCard } from '#core/models/card/model-card.ts';
import { trainCrossFitted } from '#pipelines/train-cross-fitted.ts';
import { UserError } from './extract/user-error.ts';
import { runCommand } from './learn/command-errors.ts';
import {
  DEFAULT_MODELS,
  type DefaultModel,
  expanding,
  motionsOf,
  preparationOf,
} from './learn/default-models.ts';
import { readMotionRecordings } from './learn/motion-recordings.ts';
import { nodePorts, trainingLibraries } from './learn/node-training.ts';
import { readDataset } from './learn/read-dataset.ts';
import { writeBundle } from './learn/write-bundle.ts';

const ROOT = join(import.meta.dirname, '..');
const NAMES = DEFAULT_MODELS.map(({ recipe }) => recipe.name);
const USAGE = `Usage: npm run train:default [-- --only ${NAMES.join('|')}] [--seed N] [--out FOLDER] [--data FOLDER]

Trains the bundles that the app comes with, from the reference data.
--only    one of them
--seed    of folds, copies, weights and draws of persons (20261121)
--out     folder with a folder for each bundle (public/models)
--data    the reference data (../shared/data)`;
const SEED = '20261121';

function readArguments() {
  try {
    return parseArgs({
      options: {
        only: { type: 'string' },
        seed: { type: 'string', default: SEED },
        out: { type: 'string', default: join(ROOT, 'public/models') },
        data: { type: 'string', default: join(ROOT, '../shared/data') },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (cause) {
    throw new UserError(`${cause instanceof Error ? cause.message : ''}\n\n${USAGE}`, { cause });
  }
}

/** A network and a forest to teach it. */
async function trainers() {
  const ports = await nodePorts('network', null);
  const { forest } = await nodePorts('random_forest', null);
  if (forest === null) throw new Error('forests are grown in Node');
  const libraries = {
    ...(await trainingLibraries('network')),
    ...(await trainingLibraries('random_forest')),
  };
  return { ports: { ...ports, forest }, libraries };
}

async function trainOne(model: DefaultModel, data: string, out: string, seed: number) {
  const { recipe, signal, labelColumn, labelWords } = model;
  const startedAt = performance.now();
  const say = (words: string): void => {
    console.error(`${((performance.now() - startedAt) / 60_000).toFixed(1)} min: ${words}`);
  };
  const dataset = await readDataset({
    recipe,
    data: [
      {
        path: `${join(data, model.data)}.json`,
        name: model.dataName,
        licence: 'research use only',
      },
    ],
    labels: [],
    labelColumn,
    labelWords,
  });
  for (const line of datasetReportLines(dataset.report, recipe.labels)) console.error(line);
  const recordings = await readMotionRecordings(join(data, 'openface-pairs'));
  const motions = motionsOf(model, recordings);
  const { ports, libraries } = await trainers();
  const epochs = recipe.model.kind === 'network' ? recipe.model.settings.maxEpochs : 0;
  const trained = await trainCrossFitted({
    recipe,
    signal,
    windows: dataset.windows,
    by: dataset.by,
    folds: model.folds,
    seed,
    expand: expanding(model, motions, ports.forest),
    sources: dataset.sources,
    preparation: await preparationOf(model, recordings),
    ports,
    createdAt: new Date().toISOString(),
    libraries,
    onFold: (name) => {
      say(`training without ${name} …`);
    },
    onEverybody: () => {
      say('training on everybody …');
    },
    onEpoch: ({ number, loss, validationLoss }) => {
      say(
        `epoch ${number} of ${epochs}: loss ${loss.toFixed(4)}, on those who watch ${validationLoss.toFixed(4)}`,
      );
    },
  });
  await writeBundle(join(out, recipe.name), trained.files);
  console.log(modelCard(trained.manifest));
  console.log(`${join(out, recipe.name)}: ${trained.manifest.id}`);
}

async function trainDefault(): Promise<void> {
  const { only, seed: seedText, out, data, help } = readArguments();
  if (help) {
    console.log(USAGE);
    return;
  }
  const seed = Number(seedText);
  if (!Number.isInteger(seed) || seed < 0) {
    throw new UserError(`--seed ${seedText}: a whole number from 0 on is needed.`);
  }
  const models = DEFAULT_MODELS.filter(({ recipe }) => only === undefined || recipe.name === only);
  if (models.length === 0) {
    throw new UserError(`--only ${only ?? ''}: there are ${NAMES.join(' and ')}.`);
  }
  for (const model of models) {
    if (existsSync(`${join(data, model.data)}.json`)) continue;
    throw new UserError(
      `${recipeName(model)} is trained on reference data that is not here: put ${model.data}.* and openface-pairs/ into ${data} (research use only) and run this again.`,
    );
  }
  for (const model of models) await trainOne(model, data, out, seed);
}

const recipeName = ({ recipe }: DefaultModel): string => recipe.name;

await runCommand(trainDefault);
