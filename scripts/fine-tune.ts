/** `npm run fine-tune -- --model FOLDER --data PATH… --out FOLDER` */
import { parseArgs } from 'node:util';
import { readNetworkBundle } from '#adapters/bundles/read-bundle.ts';
import { datasetReportLines } from '#core/dataset/dataset-report.ts';
import type { SourcedWindow } from '#core/dataset/sided-window.ts';
import { parseSplitFile } from '#core/dataset/split-file.ts';
import { SPLIT_FILE } from '#core/models/bundle-manifest.ts';
import { BundleRefused } from '#core/models/bundle-refusal.ts';
import { calibrated } from '#core/models/calibration.ts';
import { gateSentences } from '#core/models/deployment-gate.ts';
import { bundleText } from '#pipelines/bundle-text.ts';
import { type Compared, deploymentGate } from '#pipelines/deployment-gate.ts';
import { FINE_TUNING, fineTune } from '#pipelines/fine-tune.ts';
import { UserError } from './extract/user-error.ts';
import { runCommand } from './learn/command-errors.ts';
import { nodePorts, trainingLibraries } from './learn/node-training.ts';
import { openModelFolder } from './learn/open-model.ts';
import { readDataset } from './learn/read-dataset.ts';
import { trainingProgress } from './learn/training-progress.ts';
import { writeBundle } from './learn/write-bundle.ts';
import { filesOf } from './model/node-tfjs.ts';

const USAGE = `Usage: npm run fine-tune -- --model FOLDER --data PATH [--data PATH …] --out FOLDER
         [--labels FILE …] [--original PATH …] [--epochs N] [--learning-rate N] [--seed N]

--model     the bundle to train further
--data      one's own labelled sessions: zipped exports, features CSVs, or folders of them; whole
            sessions are held out, so three at least
--labels    label files; docs/DATASETS.md has the formats
--original  data of persons that the bundle did not learn from, for the gate
--out       folder of the new bundle; it names its parent`;

function readArguments() {
  try {
    return parseArgs({
      options: {
        model: { type: 'string' },
        data: { type: 'string', multiple: true, default: [] },
        labels: { type: 'string', multiple: true, default: [] },
        original: { type: 'string', multiple: true, default: [] },
        out: { type: 'string' },
        epochs: { type: 'string', default: String(FINE_TUNING.epochs) },
        'learning-rate': { type: 'string', default: String(FINE_TUNING.learningRate) },
        seed: { type: 'string', default: '1' },
        licence: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (cause) {
    throw new UserError(`${cause instanceof Error ? cause.message : ''}\n\n${USAGE}`, { cause });
  }
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new UserError(`--${name} ${text}: a number above 0 is needed.`);
}

const networkOf = (folder: string) =>
  readNetworkBundle(filesOf(folder)).catch((cause: unknown) => {
    if (!(cause instanceof BundleRefused)) throw cause;
    throw new UserError(`${folder}: ${cause.message}`, { cause });
  });

/** A bundle of a folder as the gate asks it. */
async function compared(folder: string): Promise<Compared & { close(): void }> {
  const model = await openModelFolder(folder);
  const { manifest } = model;
  return {
    id: manifest.id,
    probabilities: async (windows: readonly SourcedWindow[]) =>
      (await model.outputs(windows)).map((row) => calibrated(row, manifest.calibration)),
    close: () => {
      model.close();
    },
  };
}

/** Sessions are what is held out, whoever is in them. */
const bySession = (windows: readonly SourcedWindow[]): readonly SourcedWindow[] =>
  windows.map((window) => ({ ...window, person: window.source.file }));

async function tune(): Promise<void> {
  const args = readArguments();
  if (args.help) {
    console.log(USAGE);
    return;
  }
  const { model, out } = args;
  if (model === undefined || out === undefined || args.data.length === 0) {
    throw new UserError(USAGE);
  }
  const parent = await networkOf(model);
  const { origin } = parent.manifest;
  if (origin.kind === 'imported') {
    throw new UserError(
      `${model}: ${parent.manifest.id} was imported and does not say how it was trained, so it cannot be trained further.`,
    );
  }
  const { recipe } = origin;
  const read = (paths: readonly string[]) =>
    readDataset({ recipe, data: paths.map((path) => ({ path })), labels: args.labels });
  const own = await read(args.data);
  for (const line of datasetReportLines(own.report, recipe.labels)) console.error(line);
  const windows = bySession(own.windows);
  const epochs = Math.round(positive('epochs', args.epochs));
  const seed = Number(args.seed);
  const tuned = await fineTune({
    parent,
    windows,
    settings: { epochs, learningRate: positive('learning-rate', args['learning-rate']) },
    signal: (await openModelFolder(model)).signal,
    seed,
    sources: own.sources,
    preparation: `Trained further from ${parent.manifest.id} on own sessions.`,
    ports: await nodePorts('network', null),
    createdAt: new Date().toISOString(),
    libraries: await trainingLibraries('network'),
    ...trainingProgress(epochs),
  });
  await writeBundle(out, tuned.files);
  const split = parseSplitFile(SPLIT_FILE, bundleText(tuned, SPLIT_FILE));
  const [before, after] = [await compared(model), await compared(out)];
  const report = await deploymentGate({
    recipe,
    parent: before,
    candidate: after,
    own: windows.filter(({ person }) => split.test.includes(person)),
    original: args.original.length === 0 ? [] : (await read(args.original)).windows,
    seed,
  });
  before.close();
  after.close();
  await writeBundle(
    out,
    new Map([['gate.json', `${JSON.stringify(report, null, 2)}\n`], ...tuned.files]),
  );
  for (const sentence of gateSentences(report)) console.log(sentence);
  console.log(`${out}: ${tuned.manifest.id}, trained further from ${parent.manifest.id}`);
}

await runCommand(tune);
