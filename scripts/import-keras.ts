/** `npm run import-keras -- model.h5 --labels a,b,c,d --out FOLDER` */
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { parseArgs } from 'node:util';
import { sha256Hex } from '#adapters/bundles/read-bundle.ts';
import { readScaler } from '#adapters/pickle/read-scaler.ts';
import { MODEL_SIGNALS } from '#core/signals/model-signals.ts';
import { importedBundle } from '#pipelines/imported-bundle.ts';
import { UserError } from './extract/user-error.ts';
import { KerasReader } from './keras/keras-reader.ts';
import { runCommand } from './learn/command-errors.ts';
import { writeBundle } from './learn/write-bundle.ts';
import { libraryVersions, nodeWasmUrl } from './model/node-tfjs.ts';

const USAGE = `Usage: npm run import-keras -- MODEL.h5|MODEL.keras --labels A,B,… --out FOLDER [--scaler SCALER.pkl]
         [--signal NAME] [--length N] [--rate HZ] [--max-gap MS] [--name NAME] [--licence TEXT]

--labels   what each output of the model says, in order
--scaler   a pickled StandardScaler of scikit-learn; without one features go in as they are
--signal   what the model's features are: ${MODEL_SIGNALS.map(({ name, features }) => `${name} (${features.length})`).join(' or ')}; by default face
--length   steps of a window, where the model takes any number
--rate     samples a second that the model was trained on (30)
--max-gap  how long a gap in a window may be, in ms (500)
--name     what to call the model (the file's name)
--licence  terms of the model and its data, for the card`;

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        labels: { type: 'string' },
        scaler: { type: 'string' },
        signal: { type: 'string', default: 'face' },
        length: { type: 'string' },
        rate: { type: 'string', default: '30' },
        'max-gap': { type: 'string', default: '500' },
        name: { type: 'string' },
        licence: { type: 'string', default: 'not stated' },
        out: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (cause) {
    throw new UserError(`${cause instanceof Error ? cause.message : ''}\n\n${USAGE}`, { cause });
  }
}

function above0(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new UserError(`--${name} ${text}: a number above 0 is needed.`);
}

function lengthOf(text: string): number {
  const length = above0('length', text);
  if (Number.isInteger(length) && length <= 10_000) return length;
  throw new UserError(`--length ${text}: a whole number of steps up to 10000 is needed.`);
}

function labelsOf(text: string): readonly string[] {
  const labels = text.split(',').map((label) => label.trim());
  const good = labels.every((label) => /^[\w-]{1,60}$/.test(label));
  if (good && new Set(labels).size === labels.length) return labels;
  throw new UserError(
    `--labels ${text}: names of letters, digits, _ and - are needed, each once, with commas between.`,
  );
}

const read = async (path: string): Promise<Uint8Array<ArrayBuffer>> =>
  Uint8Array.from(
    await readFile(path).catch((cause: unknown) => {
      const why = cause instanceof Error ? cause.message : '';
      throw new UserError(`${path}: this file cannot be read (${why}).`, { cause });
    }),
  );

async function importModel(): Promise<void> {
  const { values: args, positionals } = readArguments();
  if (args.help) {
    console.log(USAGE);
    return;
  }
  const [path, ...more] = positionals;
  const { out } = args;
  if (path === undefined || more.length > 0 || out === undefined || args.labels === undefined) {
    throw new UserError(USAGE);
  }
  const labels = labelsOf(args.labels);
  const signal = MODEL_SIGNALS.find(({ name }) => name === args.signal);
  if (signal === undefined) throw new UserError(`There is no signal ${args.signal} here.`);
  const window = {
    length: args.length === undefined ? null : lengthOf(args.length),
    rateHz: above0('rate', args.rate),
    maxGapMs: above0('max-gap', args['max-gap']),
  };
  const bytes = await read(path);
  const scaler = args.scaler === undefined ? null : readScaler(await read(args.scaler));
  const reader = new KerasReader();
  const model = await reader.read(bytes).finally(() => {
    reader.close();
  });
  const { exportLayersModel } = await import('#adapters/tfjs/export-model.ts');
  const { useBackend } = await import('#adapters/tfjs/backends.ts');
  await useBackend('cpu', nodeWasmUrl());
  const name = args.name ?? basename(path, extname(path));
  const bundle = await importedBundle({
    name: name.replaceAll(/[^\w.-]+/g, '-').slice(0, 60) || 'model',
    sha256: await sha256Hex(bytes.buffer),
    ...{ model, scaler, labels, signal, window },
    licence: args.licence.trim() || 'not stated',
    createdAt: new Date().toISOString(),
    libraries: await libraryVersions(['h5wasm']),
    ports: { sha256: sha256Hex, topology: exportLayersModel },
  });
  await writeBundle(out, bundle.files);
  console.log(
    `${out}: ${bundle.manifest.id}, not judged yet: npm run evaluate -- --model ${out} …`,
  );
}

await runCommand(importModel);
