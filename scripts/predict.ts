import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CsvError } from '#core/csv/csv-error.ts';
import { csvHeader, csvLine } from '#core/csv/csv-layout.ts';
import { predictionsLayout } from '#core/csv/predictions.ts';
import { DEFAULT_FPS, readFeatures } from '#core/csv/read-features.ts';
import { supportedLabels } from '#core/models/abstention.ts';
import type { BundleManifest } from '#core/models/bundle-manifest.ts';
import { predictWindows } from '#pipelines/predict-windows.ts';
import { OutputFiles } from './extract/output-files.ts';
import { UserError } from './extract/user-error.ts';
import { openModelFolder } from './learn/open-model.ts';

const USAGE =
  'Usage: npm run predict -- features.csv --out predictions.csv [--model DIR] [--fps N] [--abstain]';
const DEFAULT_MODEL = join(import.meta.dirname, '../public/models/learning-states');

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        model: { type: 'string', default: DEFAULT_MODEL },
        fps: { type: 'string', default: String(DEFAULT_FPS) },
        abstain: { type: 'boolean', default: false },
      },
    });
    const [input, ...more] = positionals;
    if (input === undefined || values.out === undefined || more.length > 0) {
      throw new UserError(USAGE);
    }
    const { out, model, abstain } = values;
    return { input, out, model, abstain, fps: rateOf(values.fps) };
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new UserError(`${cause instanceof Error ? cause.message : ''} ${USAGE}`);
  }
}

function rateOf(text: string): number {
  const fps = Number(text);
  if (text.trim() !== '' && fps > 0 && fps <= 1000) return fps;
  throw new UserError(`--fps ${text}: frames a second are a number above 0, such as 25.`);
}

async function checkInput(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new UserError(`${path}: there is no such file.`);
  if (!found.isFile()) throw new UserError(`${path}: this is not a file.`);
}

/** Whether the validation windows support showing any label of an answer. */
const supportedBy =
  ({ output, abstention }: BundleManifest) =>
  (row: readonly number[]): boolean =>
    abstention !== null && supportedLabels(row, output, abstention).length > 0;

async function predict(): Promise<void> {
  const { input, out, model: folder, fps, abstain } = readArguments();
  await checkInput(input);
  const model = await openModelFolder(folder);
  const { classifier, signal, contract, manifest } = model;
  const chunks = createReadStream(input, 'utf8') as AsyncIterable<string>;
  const features = await readFeatures(input, chunks, fps);
  if (features.assumedFps !== null) {
    console.error(
      `${input}: all rows have the same time, so they are taken as ${features.assumedFps} frames a second (--fps N says otherwise).`,
    );
  }
  const isSupported = abstain ? supportedBy(manifest) : undefined;
  const layout = predictionsLayout(classifier.labels);
  let windows = 0;
  let silent = 0;
  const outputs = new OutputFiles();
  try {
    const file = await outputs.create(out);
    await file.write(csvHeader(layout));
    for await (const row of predictWindows(features, {
      classifier,
      signal,
      contract,
      isSupported,
    })) {
      windows++;
      if (row.outcome.kind === 'abstained') silent++;
      await file.write(csvLine(layout, row));
    }
    await outputs.keep();
  } catch (cause) {
    await outputs.discard();
    throw cause;
  } finally {
    model.close();
  }
  const kind = features.timed ? 'windows' : 'stills';
  console.log(
    `${out}: ${windows} ${kind} by ${classifier.modelId}, ${silent} of them without an answer.`,
  );
}

try {
  await predict();
} catch (cause) {
  if (cause instanceof UserError || cause instanceof CsvError) {
    console.error(cause.message);
    process.exitCode = 2;
  } else {
    // Thrown further, Node would print the whole of tfjs' wasm glue before the reason.
    console.error(cause);
    process.exitCode = 1;
  }
}
