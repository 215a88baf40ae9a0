/** `npm run export-keras -- --model FOLDER --out MODEL.h5` */
import { parseArgs } from 'node:util';
import { readNetworkBundle } from '#adapters/bundles/read-bundle.ts';
import { writeKerasModel } from '#adapters/keras/write-keras-model.ts';
import { networkOf } from '#core/inference/network.ts';
import { BundleRefused } from '#core/models/bundle-refusal.ts';
import { kerasExport } from '#core/models/keras-export.ts';
import { OutputFiles } from './extract/output-files.ts';
import { UserError } from './extract/user-error.ts';
import { runCommand } from './learn/command-errors.ts';
import { filesOf } from './model/node-tfjs.ts';

const USAGE = `Usage: npm run export-keras -- --model FOLDER --out MODEL.h5

Writes the network of a bundle as a whole-model .h5 for keras.models.load_model. Its scaler and its
calibration stay in the bundle's manifest.json: scale what goes in, calibrate what comes out.`;

function readArguments() {
  try {
    return parseArgs({
      options: {
        model: { type: 'string' },
        out: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (cause) {
    throw new UserError(`${cause instanceof Error ? cause.message : ''}\n\n${USAGE}`, { cause });
  }
}

async function exportModel(): Promise<void> {
  const { model, out, help } = readArguments();
  if (help) {
    console.log(USAGE);
    return;
  }
  if (model === undefined || out === undefined) throw new UserError(USAGE);
  const bundle = await readNetworkBundle(filesOf(model)).catch((cause: unknown) => {
    if (!(cause instanceof BundleRefused)) throw cause;
    throw new UserError(`${model}: ${cause.message}`, { cause });
  });
  const network = networkOf(bundle);
  const bytes = await writeKerasModel(network);
  const outputs = new OutputFiles();
  try {
    await (await outputs.create(out)).write(bytes);
    await outputs.keep();
  } catch (cause) {
    await outputs.discard();
    throw cause;
  }
  const { kerasVersion } = kerasExport(network);
  const only = kerasVersion.startsWith('2')
    ? ' Load it with Keras 2: the hard_sigmoid of Keras 3 is another.'
    : '';
  console.log(
    `${out}: ${bundle.manifest.id} for Keras. Its scaler and calibration are in ${model}/manifest.json alone.${only}`,
  );
}

await runCommand(exportModel);
