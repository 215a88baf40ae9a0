import { ablationCases, type AblationRow } from '#core/evaluation/study/ablation.ts';
import { featureGroups } from '#core/evaluation/study/feature-groups.ts';
import type { AblationModel, Study } from '#core/evaluation/study/study.ts';
import type { Explanation } from '#core/lab/judge/run-judgement.ts';
import { RunRefused } from '#core/lab/run-refusal.ts';
import type { BundlePredictor, RawPredictor } from '#core/models/bundle-predictor.ts';
import type { Epoch } from '#core/models/training.ts';
import type { ModelSpec } from '#core/recipes/recipe.ts';
import { perLabel } from '../judge-predictor.ts';
import type { PredictorPorts } from '../train-predictor.ts';
import { ablate } from './ablate.ts';
import { explainWindow, signalOf } from './explain-window.ts';
import { type JudgingPorts, type RunSides, sidesOfRun } from './judge-run.ts';
import { keepStudy, type RunFileStores, trainedRun } from './run-file.ts';
import { weighFeatures } from './weigh-features.ts';

export interface StudyPorts extends JudgingPorts {
  readonly stores: RunFileStores;
  trainers(kind: ModelSpec['kind']): Promise<PredictorPorts>;
}

export interface StudyProgress {
  readonly onProgress: (done: number, all: number, what: string) => void;
  readonly onEpoch?: (epoch: Epoch) => void;
  /** Draws of persons for the intervals; 1,000 where not given. */
  readonly resamples?: number;
}

async function readRun(runId: string, ports: StudyPorts) {
  const trained = await trainedRun(runId, ports.stores);
  const read = await sidesOfRun(trained, ports);
  if ('kind' in read) throw new RunRefused(`${read.why} Nothing can be found out of it any more.`);
  return { ...trained, read };
}

const closing = async <Result>(
  predictor: RawPredictor,
  work: (predictor: BundlePredictor) => Promise<Result>,
): Promise<Result> => {
  try {
    return await work(predictor);
  } finally {
    predictor.close();
  }
};

/** What moved one prediction of the test side. Rejects with RunRefused. */
export async function explainRun(
  { runId, index }: { readonly runId: string; readonly index: number },
  ports: StudyPorts,
  { onProgress }: StudyProgress,
): Promise<Explanation> {
  const { run, manifest, read } = await readRun(runId, ports);
  return closing(await ports.predictor(manifest.id), (predictor) =>
    explainWindow(predictor, read.sides, {
      index,
      seed: run.seed,
      onOrders: (done, all) => {
        onProgress(done, all, 'orders of features');
      },
    }),
  );
}

/** How much the model leans on each feature; kept with its bundle. Rejects with RunRefused. */
export async function weighRun(
  runId: string,
  ports: StudyPorts,
  { onProgress }: StudyProgress,
): Promise<Study> {
  const { run, manifest, read } = await readRun(runId, ports);
  const { train, test } = read.sides;
  const importance = await closing(await ports.predictor(manifest.id), (predictor) =>
    weighFeatures(predictor, test, {
      recipe: run.recipe,
      train: { windows: train.length, perLabel: perLabel(manifest.labels, train) },
      seed: run.seed,
      onWeighed: onProgress,
    }),
  );
  return keepStudy(manifest.id, ports.stores, (study) => ({ ...study, importance }));
}

/** Rows of an interrupted ablation are gone on from; those of a whole one are made anew. */
const goneOnFrom = (rows: readonly AblationRow[], all: number): readonly AblationRow[] =>
  rows.length < all ? rows : [];

function refuseChanged({ changed }: RunSides): void {
  if (changed === null) return;
  throw new RunRefused(
    `${changed} Models trained now could not be compared with it: train the run again first.`,
  );
}

/** Trains the run anew group by group; every row is kept as soon as it is there. */
export async function ablateRun(
  { runId, model }: { readonly runId: string; readonly model: AblationModel },
  ports: StudyPorts,
  { onProgress, onEpoch, resamples }: StudyProgress,
): Promise<Study> {
  const { run, manifest, read } = await readRun(runId, ports);
  refuseChanged(read);
  const { recipe, seed } = run;
  const trainers = await ports.trainers(model === 'own' ? recipe.model.kind : 'logistic');
  const keep = (change: (rows: readonly AblationRow[]) => readonly AblationRow[]) =>
    keepStudy(manifest.id, ports.stores, (study) => ({
      ...study,
      ablation: { ...study.ablation, [model]: change(study.ablation[model]) },
    }));
  const cases = ablationCases(featureGroups(signalOf(manifest))).length;
  let finished: readonly AblationRow[] = [];
  await keep((rows) => (finished = goneOnFrom(rows, cases)));
  await ablate(read, {
    recipe,
    seed,
    manifest,
    model,
    ports: trainers,
    finished,
    own: async (windows) =>
      closing(await ports.predictor(manifest.id), (predictor) => predictor.probabilities(windows)),
    onCase: (done, all, { kind, group }) => {
      onProgress(done, all, group === null ? kind : `${kind} ${group}`);
    },
    ...(onEpoch === undefined ? {} : { onEpoch }),
    ...(resamples === undefined ? {} : { resamples }),
    onRow: async (row) => {
      await keep((rows) => [...rows, row]);
    },
  });
  return keep((rows) => rows);
}
