import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readBundle } from '#adapters/bundles/read-bundle.ts';
import { CsvError } from '#core/csv/csv-error.ts';
import { csvHeader, csvLine } from '#core/csv/csv-layout.ts';
import { predictionsLayout } from '#core/csv/predictions.ts';
import { DEFAULT_FPS, readFeatures } from '#core/csv/read-features.ts';
import { BundleRefused } from '#core/models/bundle-refusal.ts';
import { FACE_SIGNAL } from '#core/signals/face-signal.ts';
import { durationMs } from '#core/units.ts';
import { predictWindows } from '#pipelines/predict-windows.ts';
import { OutputFiles } from './extract/output-files.ts';
import { UserError } from './extract/user-error.ts';
import { filesOf, nodeWasmUrl } from './model/node-tfjs.ts';

const USAGE =
  'Usage: npm run predict -- features.csv --out predictions.csv [--model DIR] [--fps N]';
const DEFAULT_MODEL = join(import.meta.dirname, '../public/models/learning-states');

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        model: { type: 'string', default: DEFAULT_MODEL },
        fps: { type: 'string', default: String(DEFAULT_FPS) },
      },
    });
    const [input, ...more] = positionals;
    if (input === undefined || values.out === undefined || more.length > 0) {
      throw new UserError(USAGE);
    }
    return { input, out: values.out, model: values.model, fps: rateOf(values.fps) };
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

async function loadModel(folder: string) {
  try {
    return await readBundle(filesOf(folder), FACE_SIGNAL);
  } catch (cause) {
    if (!(cause instanceof BundleRefused)) throw cause;
    throw new UserError(`${folder}: ${cause.message}`, { cause });
  }
}

async function predict(): Promise<void> {
  const { input, out, model, fps } = readArguments();
  await checkInput(input);
  const bundle = await loadModel(model);
  const chunks = createReadStream(input, 'utf8') as AsyncIterable<string>;
  const features = await readFeatures(input, chunks, fps);
  if (features.assumedFps !== null) {
    console.error(
      `${input}: all rows have the same time, so they are taken as ${features.assumedFps} frames a second (--fps N says otherwise).`,
    );
  }
  // Loaded only now: a second that nobody need wait for who mistyped a name.
  const { openTfjsClassifier } = await import('#adapters/tfjs/tfjs-classifier.ts');
  const classifier = await openTfjsClassifier(bundle, {
    wasmUrl: nodeWasmUrl(),
    backends: ['wasm', 'cpu'],
  });
  const { length, rateHz, maxGapMs } = bundle.manifest.window;
  const contract = { length, rateHz, maxGap: durationMs(maxGapMs) };
  const layout = predictionsLayout(classifier.labels);
  let windows = 0;
  let silent = 0;
  const outputs = new OutputFiles();
  try {
    const file = await outputs.create(out);
    await file.write(csvHeader(layout));
    for await (const row of predictWindows(features, classifier, contract)) {
      windows++;
      if (row.outcome.kind === 'abstained') silent++;
      await file.write(csvLine(layout, row));
    }
    await outputs.keep();
  } catch (cause) {
    await outputs.discard();
    throw cause;
  } finally {
    classifier.close();
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
