/** `npm run train -- --recipe NAME|FILE --data PATH… --out FOLDER` */
import { readFile, rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { datasetReportLines } from '#core/dataset/dataset-report.ts';
import { parseSplitFile } from '#core/dataset/split-file.ts';
import { CARD_FILE } from '#core/models/bundle-manifest.ts';
import { historyCsv } from '#core/training/history-csv.ts';
import { modelSignal } from '#core/signals/model-signals.ts';
import { bundleText } from '#pipelines/bundle-text.ts';
import { trainModel } from '#pipelines/train-model.ts';
import { UserError } from './extract/user-error.ts';
import { runCommand } from './learn/command-errors.ts';
import { checkpointFiles } from './learn/checkpoint-files.ts';
import { labelWords } from './learn/label-words.ts';
import { nodePorts, trainingLibraries } from './learn/node-training.ts';
import { readDataset } from './learn/read-dataset.ts';
import { recipeOf } from './learn/recipe-file.ts';
import { trainingProgress } from './learn/training-progress.ts';
import { writeBundle } from './learn/write-bundle.ts';

const USAGE = `Usage: npm run train -- --data PATH [--data PATH …] --out FOLDER [--recipe NAME|FILE]
         [--labels FILE …] [--label-column NAME] [--label WORD=CLASS …] [--split FILE] [--seed N] [--licence TEXT] [--fps N]

--data          a features CSV, a landmark recording, a zipped session, or a folder of them
--labels        label files (DAiSEE's, a table file,person,label, an engagement log, or
                frame_index,label of one recording); docs/DATASETS.md has the formats
--label-column  column of a landmark recording's own CSV that has the label
--label         what a word of the data stands for among the recipe's classes
--recipe        a preset (engagement) or a recipe's JSON file; docs/MODELS.md has what can be said
--split         a saved split; without one it is drawn by person, or is the data set's own
--out           folder of the bundle: manifest, weights, split, card, history.csv
--seed          of split, weights and draws (1)
--licence       terms of the data, for the card

A run that was stopped goes on after its last epoch when it is started again with the same words.`;

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        data: { type: 'string', multiple: true, default: [] },
        labels: { type: 'string', multiple: true, default: [] },
        'label-column': { type: 'string' },
        label: { type: 'string', multiple: true, default: [] },
        recipe: { type: 'string', default: 'engagement' },
        split: { type: 'string' },
        out: { type: 'string' },
        seed: { type: 'string', default: '1' },
        licence: { type: 'string' },
        fps: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (cause) {
    throw new UserError(`${cause instanceof Error ? cause.message : ''}\n\n${USAGE}`, { cause });
  }
}

function numberOf(name: string, text: string, least: number): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= least) return value;
  throw new UserError(`--${name} ${text}: a number from ${least} on is needed.`);
}

async function train(): Promise<void> {
  const args = readArguments();
  if (args.help) {
    console.log(USAGE);
    return;
  }
  const { out } = args;
  if (out === undefined || args.data.length === 0) throw new UserError(USAGE);
  const seed = numberOf('seed', args.seed, 0);
  const recipe = await recipeOf(args.recipe);
  const file = args.split;
  const split = file === undefined ? null : parseSplitFile(file, await readFile(file, 'utf8'));
  const dataset = await readDataset({
    recipe,
    data: args.data.map((path) => ({
      path,
      ...(args.licence === undefined ? {} : { licence: args.licence }),
    })),
    labels: args.labels,
    labelColumn: args['label-column'],
    labelWords: labelWords(args.label),
    fps: args.fps === undefined ? undefined : numberOf('fps', args.fps, 0.01),
  });
  for (const line of datasetReportLines(dataset.report, recipe.labels)) console.error(line);
  const signal = modelSignal(recipe.signal);
  if (signal === null) throw new UserError(`The signal ${recipe.signal.name} is not known here.`);
  const { model } = recipe;
  const checkpoints = `${out}.checkpoints`;
  const trained = await trainModel({
    recipe,
    signal,
    windows: dataset.windows,
    split: split ?? dataset.official,
    by: dataset.by,
    seed,
    sources: dataset.sources,
    preparation: '',
    ports: await nodePorts(
      model.kind,
      checkpointFiles(checkpoints, (why) => {
        console.error(why);
      }),
    ),
    createdAt: new Date().toISOString(),
    libraries: await trainingLibraries(model.kind),
    onTrouble(why) {
      console.error(why);
    },
    ...trainingProgress(model.kind === 'network' ? model.settings.maxEpochs : 0),
  });
  const history: [string, string][] =
    trained.history.length > 0 ? [['history.csv', historyCsv(trained.history)]] : [];
  await rm(checkpoints, { recursive: true, force: true });
  await writeBundle(out, new Map([...history, ...trained.files]));
  console.log(bundleText(trained, CARD_FILE));
  console.log(`${out}: ${trained.manifest.id}`);
}

await runCommand(train);
