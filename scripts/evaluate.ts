/** `npm run evaluate -- --model FOLDER --data PATH…` */
import { datasetReportLines } from '#core/dataset/dataset-report.ts';
import {
  isFoldFile,
  learntInFolds,
  type LearntFrom,
  parseFoldFile,
} from '#core/dataset/fold-file.ts';
import { isOrdinal } from '#core/dataset/label-rule.ts';
import { parseSplitFile } from '#core/dataset/split-file.ts';
import type { Answers } from '#core/evaluation/report/report-of.ts';
import { summaryLines } from '#core/evaluation/report/summary-lines.ts';
import { type BundleManifest, SPLIT_FILE } from '#core/models/bundle-manifest.ts';
import { LEARNING_STATES } from '#core/models/prediction.ts';
import { parseRecipe, type Recipe } from '#core/recipes/recipe.ts';
import { bundleAnswers, foldAnswers } from './evaluate/answers.ts';
import { type EvaluateArguments, readArguments, USAGE } from './evaluate/arguments.ts';
import { judgeAnswers } from './evaluate/judge-answers.ts';
import { reportFiles, writeReport } from './evaluate/report-files.ts';
import { UserError } from './extract/user-error.ts';
import { runCommand } from './learn/command-errors.ts';
import { type OpenModel, openModelFolder } from './learn/open-model.ts';
import type { Dataset } from '#core/dataset/dataset.ts';
import { readDataset } from './learn/read-dataset.ts';
import { filesOf } from './model/node-tfjs.ts';

/** How data are read for a bundle that came from elsewhere: as its labels suggest. */
const recipeOfImport = ({ signal, window, labels, output }: BundleManifest): Recipe =>
  parseRecipe({
    format: 'heed-recipe',
    formatVersion: 1,
    name: 'imported',
    signal: { name: signal.name, version: signal.version },
    window,
    labels:
      labels.join() !== LEARNING_STATES.join()
        ? { kind: 'classes', names: labels }
        : { kind: output === 'exclusive' ? 'dominant_state' : 'states_present' },
    model: { kind: 'logistic' },
  });

const recipeOf = ({ manifest }: OpenModel): Recipe =>
  manifest.origin.kind === 'trained' ? manifest.origin.recipe : recipeOfImport(manifest);

/** Whom the bundle learnt from, or null where it does not say. */
async function splitOf(folder: string): Promise<LearntFrom | null> {
  const bytes = await filesOf(folder)(SPLIT_FILE).catch(() => null);
  if (bytes === null) return null;
  const text = new TextDecoder().decode(bytes);
  return isFoldFile(text)
    ? learntInFolds(parseFoldFile(SPLIT_FILE, text))
    : parseSplitFile(SPLIT_FILE, text);
}

/** The data without persons whom training had. */
function strangersOf(dataset: Dataset, split: LearntFrom | null): Dataset {
  if (split?.by !== dataset.by) {
    throw new UserError(
      'It is not known whom the model learnt from, so nobody is surely a stranger; leave out --strangers.',
    );
  }
  const known = new Set([...split.train, ...split.validation]);
  const windows = dataset.windows.filter(({ person }) => !known.has(person));
  if (windows.length > 0) return { ...dataset, windows };
  throw new UserError(`The model's training had every ${dataset.by} of these data.`);
}

function answersOf(args: EvaluateArguments, model: OpenModel, dataset: Dataset): Promise<Answers> {
  const { folding, seed } = args;
  if (folding === null) return bundleAnswers(model, dataset.windows);
  const { origin, id } = model.manifest;
  if (origin.kind !== 'trained') {
    throw new UserError(
      `${id} was imported, so there is no recipe to train by; leave out --folds.`,
    );
  }
  if (origin.preparation !== '') {
    console.error(`Trained anew by the recipe alone, without this: ${origin.preparation}`);
  }
  const { recipe } = origin;
  return foldAnswers(model, dataset.windows, { folding, recipe, by: dataset.by, seed });
}

async function evaluate(): Promise<void> {
  const args = readArguments();
  if (args === null) {
    console.log(USAGE);
    return;
  }
  const model = await openModelFolder(args.model);
  try {
    const recipe = recipeOf(model);
    const all = await readDataset({
      recipe,
      data: args.data.map((path) => ({ path })),
      labels: args.labels,
      labelColumn: args.labelColumn,
      labelWords: args.labelWords,
      fps: args.fps,
    });
    for (const line of datasetReportLines(all.report, recipe.labels)) console.error(line);
    const { manifest } = model;
    const split = await splitOf(args.model);
    const dataset = args.strangers ? strangersOf(all, split) : all;
    const judged = judgeAnswers(
      {
        manifest,
        ordinal: isOrdinal(recipe.labels),
        dataset,
        split,
        seed: args.seed,
        resamples: args.resamples,
      },
      await answersOf(args, model, dataset),
    );
    for (const line of summaryLines(judged.report)) console.log(line);
    const out = args.out ?? `evaluation-${manifest.id}`;
    await writeReport(out, reportFiles(judged));
    console.log(`${out}: report.html, report.md, metrics.json, curves as CSV, charts as SVG`);
  } finally {
    model.close();
  }
}

await runCommand(evaluate);
