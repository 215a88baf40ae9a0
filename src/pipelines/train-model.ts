import { outputOf } from '#core/dataset/label-rule.ts';
import { prepareTraining } from '#core/dataset/prepare-training.ts';
import { bundleOf, heldOutSplit } from './bundle-of.ts';
import { turns } from './in-turns.ts';
import { judgePredictor } from './judge-predictor.ts';
import type { TrainedBundle, TrainModelOptions } from './train-contract.ts';
import { plainly, type PredictorJob, trainLogistic, trainPredictor } from './train-predictor.ts';

const L2 = 1;

const bytesOf = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer;

/** What makes two trainings the same: a checkpoint of one is gone on with by the other. */
const fingerprintOf = (options: TrainModelOptions): Promise<string> => {
  const { recipe, seed, split, sources, preparation, parent, ports } = options;
  const known = { recipe, seed, split, sources, preparation, parent: parent?.id ?? null };
  return ports.sha256(bytesOf(JSON.stringify(known)));
};

/**
 * From labelled windows to a bundle: splits by person, prepares the training side, trains, stops,
 * calibrates and learns to abstain on the validation side, and judges on the test side beside the
 * logistic and the majority baselines. The same options on the same backend give the same bundle.
 * Throws SplitRefused, TrainingRefused, TrainingFailed, and the reason of `abort`.
 */
export async function trainModel(options: TrainModelOptions): Promise<TrainedBundle> {
  const { recipe, signal, seed, ports } = options;
  options.onStage?.('preparing');
  const prepared = await prepareTraining({ giveWay: turns(options.abort), ...options });
  const output = outputOf(recipe.labels);
  const job: PredictorJob = {
    recipe,
    featureCount: signal.features.length,
    output,
    prepared,
    seed,
    fingerprint: await fingerprintOf(options),
    ...(options.parent === undefined ? {} : { initial: options.parent.initial }),
    onEpoch: options.onEpoch,
    onBatch: options.onBatch,
    onTrouble: options.onTrouble,
    abort: options.abort,
    finish: options.finish,
  };
  options.onStage?.('training');
  const predictor = await trainPredictor(job, ports);
  try {
    options.onStage?.('baseline');
    const baseline =
      recipe.model.kind === 'logistic' ? null : await trainLogistic(L2, plainly(job));
    options.onStage?.('judging');
    const verdict = await judgePredictor(options, job, predictor, baseline);
    const bundle = await bundleOf(options, job, heldOutSplit(prepared), predictor, verdict);
    await ports.checkpoints?.clear(job.fingerprint);
    return bundle;
  } finally {
    predictor.close();
  }
}
