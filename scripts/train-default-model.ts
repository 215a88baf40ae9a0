import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sha256Hex } from '#adapters/bundles/read-bundle.ts';
import { useBackend } from '#adapters/tfjs/backends.ts';
import { trainModel } from '#adapters/tfjs/train-model.ts';
import { DOMINANT_STATE_RULE } from '#core/dataset/dominant-state.ts';
import { PRESENT_LEVEL } from '#core/dataset/label-rule.ts';
import {
  CARD_FILE,
  MANIFEST_FILE,
  TOPOLOGY_FILE,
  WEIGHTS_FILE,
} from '#core/models/bundle-manifest.ts';
import { ENGAGEMENT_RECIPE } from '#core/recipes/engagement.ts';
import { type TrainedBundle, trainBundle } from '#pipelines/train-bundle.ts';
import { readLabelledStills } from './model/labelled-stills.ts';
import { libraryVersions, nodeWasmUrl } from './model/node-tfjs.ts';

/** Trains the bundle of learning states that Heed ships. */

const ROOT = join(import.meta.dirname, '..');
const DATA = join(ROOT, '../shared/data/engagement/daisee-train');
const DEFAULT_OUT = join(ROOT, 'public/models/learning-states');
const SEED = 20261121;

async function writeBundle(folder: string, bundle: TrainedBundle): Promise<void> {
  await mkdir(folder, { recursive: true });
  const files: [string, string | Uint8Array][] = [
    [WEIGHTS_FILE, new Uint8Array(bundle.weights)],
    [TOPOLOGY_FILE, bundle.topology],
    [CARD_FILE, bundle.card],
    [MANIFEST_FILE, `${JSON.stringify(bundle.manifest, null, 2)}\n`],
  ];
  for (const [name, content] of files) await writeFile(join(folder, `${name}.part`), content);
  for (const [name] of files) await rename(join(folder, `${name}.part`), join(folder, name));
}

async function main(): Promise<number> {
  const { values: args } = parseArgs({
    options: {
      seed: { type: 'string', default: String(SEED) },
      epochs: { type: 'string' },
      'learning-rate': { type: 'string' },
      data: { type: 'string', default: DATA },
      out: { type: 'string', default: DEFAULT_OUT },
    },
  });
  if (!existsSync(`${args.data}.json`)) {
    console.error(
      'The default model is trained on reference data that is not here: put daisee-train.* into ../shared/data/engagement (research use only) and run this again.',
    );
    return 2;
  }
  await useBackend('wasm', nodeWasmUrl());
  const { training } = ENGAGEMENT_RECIPE;
  const recipe = {
    ...ENGAGEMENT_RECIPE,
    training: {
      ...training,
      maxEpochs: Number(args.epochs ?? training.maxEpochs),
      learningRate: Number(args['learning-rate'] ?? training.learningRate),
    },
  };
  const stills = await readLabelledStills(args.data, recipe.window.length);
  console.log(`${stills.windows.length} of ${stills.rows} stills have a face and a state.`);
  const startedAt = performance.now();
  const bundle = await trainBundle({
    recipe,
    windows: stills.windows,
    against: `level >= ${PRESENT_LEVEL}`,
    data: {
      name: 'DAiSEE training set, one still face per clip (Gupta et al. 2016)',
      licence: 'research use only',
      kind: 'stills',
      sha256: stills.sha256,
      rows: stills.rows,
      labelRule: DOMINANT_STATE_RULE,
    },
    seed: Number(args.seed),
    trainer: { backend: 'tfjs wasm', train: trainModel },
    sha256: sha256Hex,
    createdAt: new Date().toISOString(),
    libraries: await libraryVersions(['@tensorflow/tfjs-core', '@tensorflow/tfjs-layers']),
    onEpoch: ({ number, loss, score, best }) => {
      const minutes = (performance.now() - startedAt) / 60_000;
      console.log(
        `epoch ${number}: loss ${loss.toFixed(4)}, validation macro-F1 ${score.toFixed(4)}${best ? ', best so far' : ''} (${minutes.toFixed(1)} min)`,
      );
    },
  });
  await writeBundle(args.out, bundle);
  console.log(bundle.card);
  return 0;
}

process.exitCode = await main().catch((cause: unknown) => {
  // Thrown further, Node would print the whole of tfjs' wasm glue before the reason.
  console.error(cause);
  return 1;
});
