import { byRecording } from '#core/dataset/by-recording.ts';
import { parseSplitFile } from '#core/dataset/split-file.ts';
import type { RunGate, RunParent } from '#core/lab/lab-run.ts';
import { RunRefused } from '#core/lab/run-refusal.ts';
import { SPLIT_FILE } from '#core/models/bundle-manifest.ts';
import { gateSentences } from '#core/models/deployment-gate.ts';
import { type ModelBundle, type NetworkBundle, openBundle } from '#core/models/model-bundle.ts';
import { comparedNetwork } from '../compared-network.ts';
import { bundleText } from '../bundle-text.ts';
import { deploymentGate } from '../deployment-gate.ts';
import { fineTune } from '../fine-tune.ts';
import type { TrainedBundle, TrainModelOptions } from '../train-contract.ts';

function networkOf(bundle: ModelBundle): NetworkBundle {
  if (bundle.kind === 'network') return bundle;
  throw new RunRefused(
    `${bundle.manifest.id} is no network, so it cannot be trained further. Choose a network, or begin anew.`,
  );
}

async function opened(
  { manifest, files }: TrainedBundle,
  sha256: TrainModelOptions['ports']['sha256'],
): Promise<NetworkBundle> {
  const { model } = manifest;
  const bytes = model.kind === 'network' ? files.get(model.weights.file) : undefined;
  if (!(bytes instanceof ArrayBuffer)) throw new TypeError('a network has its weights');
  return networkOf(openBundle(manifest, bytes, await sha256(bytes)));
}

/**
 * Trains a bundle further on labelled recordings, of which whole ones are held out, and holds the
 * new model against it on those of the test side. The data that the parent learnt from are not
 * here, so that side of the gate is not compared. Rejects as `fineTune` does, and with RunRefused.
 */
export async function tuneRun(
  parentOf: RunParent,
  bundle: ModelBundle,
  options: TrainModelOptions,
): Promise<{ readonly trained: TrainedBundle; readonly gate: RunGate }> {
  const parent = networkOf(bundle);
  const { learningRate, epochs } = parentOf;
  const windows = byRecording(options.windows);
  const { recipe, split: _split, by: _by, ...rest } = options;
  const trained = await fineTune({
    ...rest,
    windows,
    parent,
    settings: { learningRate, epochs },
  });
  const { test } = parseSplitFile(SPLIT_FILE, bundleText(trained, SPLIT_FILE));
  const candidate = await opened(trained, options.ports.sha256);
  const report = await deploymentGate({
    recipe,
    parent: comparedNetwork(parent, options.abort),
    candidate: comparedNetwork(candidate, options.abort),
    own: windows.filter(({ person }) => test.includes(person)),
    original: [],
    seed: options.seed,
    abort: options.abort,
  });
  return { trained, gate: { verdict: report.verdict, sentences: gateSentences(report) } };
}
