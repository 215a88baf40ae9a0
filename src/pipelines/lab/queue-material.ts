import type { Dataset } from '#core/dataset/dataset.ts';
import { DatasetRefused } from '#core/dataset/dataset-refusal.ts';
import type { LabDataSpec } from '#core/lab/lab-run.ts';
import { heldOutPersons } from '#core/lab/queue/held-out.ts';
import type { QueueAnswer } from '#core/lab/queue/queue-answer.ts';
import type { HiddenExample } from '#core/lab/queue/simulate-queue.ts';
import {
  type Stretch,
  stretchesOf,
  type StretchRules,
  type TimeSpan,
} from '#core/lab/queue/stretches.ts';
import { meanSummary } from '#core/lab/queue/summary-space.ts';
import type { UnlabelledWindow } from '#core/lab/unlabelled-window.ts';
import { windowSummary } from '#core/learning/window-summary.ts';
import type { BundlePredictor } from '#core/models/bundle-predictor.ts';
import { at } from '#core/numeric/at.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import { modelSignal } from '#core/signals/model-signals.ts';
import { durationMs } from '#core/units.ts';
import { type GiveWay, mappedInTurns, turns } from '../in-turns.ts';

/** Where the queue gets what it works with. */
export interface QueuePorts {
  dataset(data: LabDataSpec, recipe: Recipe): Promise<Dataset>;
  unlabelled(data: LabDataSpec, recipe: Recipe): Promise<readonly UnlabelledWindow[]>;
  /** Keys of the recordings that were labelled by hand. */
  labelledByHand(): Promise<ReadonlySet<string>>;
  predictor(bundleId: string): Promise<BundlePredictor>;
  readonly onProgress: (done: number, all: number, what: string) => void;
}

/** A labelled stretch, and which answer gave its label; null: it came from elsewhere. */
export interface LabelledStretch extends HiddenExample {
  readonly answer: number | null;
}

/** A stretch that nobody has said anything of. */
export interface OpenStretch {
  readonly stretch: Stretch;
  readonly row: Float32Array;
  readonly windows: readonly UnlabelledWindow[];
}

/** At least so long is what is asked for at once, milliseconds. */
const ASKED_MS = 4000;

export function stretchRules({ window, cut }: Pick<Recipe, 'window' | 'cut'>): StretchRules {
  const step = (1000 * cut.hop) / window.rateHz;
  const length = (1000 * window.length) / window.rateHz;
  return { lasts: durationMs(Math.max(ASKED_MS, length, step)), step: durationMs(step) };
}

export const featuresOf = (recipe: Recipe) => {
  const signal = modelSignal(recipe.signal);
  if (signal === null) {
    const { name, version } = recipe.signal;
    throw new DatasetRefused(
      `The recipe ${recipe.name} is for the signal ${name} ${version}, which this version of Heed does not have; choose another.`,
    );
  }
  return signal.features;
};

interface Row {
  readonly values: Float32Array;
  readonly padding: number;
}

const summariesOf = (rows: readonly Row[], columns: number, giveWay: GiveWay) =>
  mappedInTurns(rows, ({ values, padding }) => windowSummary(values, padding, columns), giveWay);

const isWithin = (stretch: Stretch, recording: string, { from, to }: TimeSpan): boolean =>
  stretch.recording === recording &&
  stretch.span !== null &&
  (stretch.span.from + stretch.span.to) / 2 >= from &&
  (stretch.span.from + stretch.span.to) / 2 < to;

/** Answers by their recordings, with their places in the list. */
function answerFinder(answers: readonly QueueAnswer[]) {
  const byRecording = new Map<string, { answer: QueueAnswer; place: number }[]>();
  answers.forEach((answer, place) => {
    const known = byRecording.get(answer.recording);
    if (known === undefined) byRecording.set(answer.recording, [{ answer, place }]);
    else known.push({ answer, place });
  });
  return (stretch: Stretch) =>
    byRecording
      .get(stretch.recording)
      ?.find(({ answer }) => isWithin(stretch, answer.recording, answer)) ?? null;
}

/** The labelled windows of a data set as stretches; none where nothing is labelled yet. */
export async function labelledStretches(
  ports: Pick<QueuePorts, 'dataset'>,
  data: LabDataSpec,
  recipe: Recipe,
  answers: readonly QueueAnswer[],
): Promise<readonly LabelledStretch[]> {
  const columns = featuresOf(recipe).length;
  let windows: Dataset['windows'] = [];
  try {
    ({ windows } = await ports.dataset(data, recipe));
  } catch (error) {
    // Nothing is labelled yet: that is what the queue is for.
    if (!(error instanceof DatasetRefused)) throw error;
  }
  const summaries = await summariesOf(windows, columns, turns());
  const places = windows.map(({ person, source }) => ({
    recording: source.file,
    person,
    endsAt: source.endsAt,
  }));
  const saidOf = (index: number): string => at(windows, index).targets.join();
  const answerOf = answerFinder(answers);
  return stretchesOf(places, stretchRules(recipe), saidOf).map((stretch) => {
    const { targets, label } = at(windows, at(stretch.windows, 0));
    const found = answerOf(stretch);
    return {
      stretch,
      row: meanSummary(stretch, summaries),
      targets,
      label,
      answer: found?.answer.given.kind === 'word' ? found.place : null,
    };
  });
}

export interface QueueMaterial {
  /** Without those who judge. */
  readonly labelled: readonly LabelledStretch[];
  readonly heldOut: readonly LabelledStretch[];
  readonly heldOutPersons: readonly string[];
  readonly open: readonly OpenStretch[];
  readonly leftOut: {
    readonly stills: number;
    readonly labelledByFile: number;
    readonly heldOut: number;
  };
}

interface MaterialArgs {
  readonly data: LabDataSpec;
  readonly recipe: Recipe;
  readonly answers: readonly QueueAnswer[];
  readonly seed: number;
}

/**
 * Reads what is labelled and what is not, and sets aside who judges. Rejects where the data cannot
 * be read; nothing labelled is no error.
 */
export async function queueMaterial(ports: QueuePorts, args: MaterialArgs): Promise<QueueMaterial> {
  const { data, recipe, answers, seed } = args;
  const columns = featuresOf(recipe).length;
  const all = await labelledStretches(ports, data, recipe, answers);
  const unlabelled = await ports.unlabelled(data, recipe);
  const byHand = await ports.labelledByHand();
  const labelledRecordings = new Set(all.map(({ stretch }) => stretch.recording));
  const elsewhere = new Set(
    all.filter(({ answer }) => answer === null).map(({ stretch }) => stretch.person),
  );
  const everybody = new Set([
    ...all.map(({ stretch }) => stretch.person),
    ...unlabelled.map(({ person }) => person),
  ]);
  const held = heldOutPersons(elsewhere, everybody, seed);
  const leftOut = { stills: 0, labelledByFile: 0, heldOut: 0 };
  const askable = unlabelled.filter(({ person, recording, endsAt }) => {
    if (endsAt === null) leftOut.stills += 1;
    else if (held.has(person)) leftOut.heldOut += 1;
    else if (labelledRecordings.has(recording) && !byHand.has(recording)) {
      leftOut.labelledByFile += 1;
    } else return true;
    return false;
  });
  const answerOf = answerFinder(answers);
  const summaries = await summariesOf(askable, columns, turns());
  const open = stretchesOf(askable, stretchRules(recipe))
    .filter((stretch) => (answerOf(stretch)?.answer.given.kind ?? 'word') === 'word')
    .map((stretch) => ({
      stretch,
      row: meanSummary(stretch, summaries),
      windows: stretch.windows.map((index) => at(askable, index)),
    }));
  const judges = ({ stretch }: LabelledStretch): boolean => held.has(stretch.person);
  return {
    labelled: all.filter((own) => !judges(own)),
    heldOut: all.filter(judges),
    heldOutPersons: [...held].sort(),
    open,
    leftOut,
  };
}
