import type { BundleStore, StoredBundle } from '#core/deployments/stored-bundle.ts';
import {
  EMPTY_STUDY,
  formatStudy,
  parseStudy,
  type Study,
  STUDY_FILE,
} from '#core/evaluation/study/study.ts';
import type { JudgedBundle, RunFile } from '#core/lab/judge/run-judgement.ts';
import type { RunStore } from '#core/lab/lab-stores.ts';
import { RunRefused } from '#core/lab/run-refusal.ts';
import { CARD_FILE, MANIFEST_FILE, SPLIT_FILE } from '#core/models/bundle-manifest.ts';
import { BundleRefused } from '#core/models/bundle-refusal.ts';
import { parseManifest } from '#core/models/model-bundle.ts';
import { MODEL_SIGNALS } from '#core/signals/model-signals.ts';
import type { TrainedRun } from './judge-run.ts';

export interface RunFileStores {
  readonly runs: Pick<RunStore, 'get'>;
  readonly bundles: Pick<BundleStore, 'get' | 'put'>;
}

const textOf = ({ files }: StoredBundle, name: string): string | null => {
  const bytes = files.get(name);
  return bytes === undefined ? null : new TextDecoder().decode(bytes);
};

/** Throws BundleRefused. */
function judgedBundle(stored: StoredBundle): JudgedBundle {
  return {
    manifest: parseManifest(textOf(stored, MANIFEST_FILE) ?? '', MODEL_SIGNALS),
    card: textOf(stored, CARD_FILE),
    study: parseStudy(textOf(stored, STUDY_FILE) ?? '') ?? EMPTY_STUDY,
  };
}

const lost = (id: string): string =>
  `The model of this run (${id}) is not in this browser any more. What the run keeps of its judging is shown; train it again to look further.`;

/** What is kept of a run; null where there is none of that id. */
export async function runFile(
  runId: string,
  { runs, bundles }: RunFileStores,
): Promise<RunFile | null> {
  const run = await runs.get(runId);
  if (run === null) return null;
  if (run.state.kind !== 'trained') return { run, bundle: null, trouble: null };
  const stored = await bundles.get(run.state.bundleId);
  if (stored === null) return { run, bundle: null, trouble: lost(run.state.bundleId) };
  try {
    return { run, bundle: judgedBundle(stored), trouble: null };
  } catch (cause) {
    if (!(cause instanceof BundleRefused)) throw cause;
    return { run, bundle: null, trouble: cause.message };
  }
}

/** A run with its model, to be judged. Rejects with RunRefused where there is none to judge. */
export async function trainedRun(runId: string, stores: RunFileStores): Promise<TrainedRun> {
  const run = await stores.runs.get(runId);
  if (run === null) throw new RunRefused('This run is not in this browser any more.');
  if (run.state.kind !== 'trained') throw new RunRefused('This run has no model to judge yet.');
  const stored = await stores.bundles.get(run.state.bundleId);
  if (stored === null) throw new RunRefused(lost(run.state.bundleId));
  const { manifest } = judgedBundle(stored);
  return { run, manifest, split: textOf(stored, SPLIT_FILE) ?? '' };
}

/** Keeps what was found out among the bundle's files, and gives all that is known then. */
export async function keepStudy(
  bundleId: string,
  { bundles }: RunFileStores,
  change: (study: Study) => Study,
): Promise<Study> {
  const stored = await bundles.get(bundleId);
  if (stored === null) throw new RunRefused(lost(bundleId));
  const study = change(parseStudy(textOf(stored, STUDY_FILE) ?? '') ?? EMPTY_STUDY);
  const bytes = new TextEncoder().encode(formatStudy(study)).buffer;
  const before = stored.files.get(STUDY_FILE)?.byteLength ?? 0;
  await bundles.put({
    ...stored,
    sizeBytes: stored.sizeBytes - before + bytes.byteLength,
    files: new Map([...stored.files, [STUDY_FILE, bytes]]),
  });
  return study;
}
