import { DatasetRefused } from '#core/dataset/dataset-refusal.ts';
import { labelCountOf, outputOf } from '#core/dataset/label-rule.ts';
import { answerWords } from '#core/lab/queue/answer-words.ts';
import { choosing } from '#core/lab/queue/choose-batch.ts';
import { labelCurve } from '#core/lab/queue/label-curve.ts';
import { quickScoreOf } from '#core/lab/queue/quick-model.ts';
import { simulating, type Simulation } from '#core/lab/queue/simulate-queue.ts';
import { stretchCurves } from '#core/lab/queue/stretch-curves.ts';
import { pointsAt, standardPoints } from '#core/lab/queue/summary-space.ts';
import { uncertaintyOf } from '#core/lab/queue/uncertainty.ts';
import type { BundlePredictor } from '#core/models/bundle-predictor.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import { durationMs } from '#core/units.ts';
import type {
  AskedStretch,
  CurveResult,
  NoCurve,
  QueueBatch,
  QueueModel,
} from '#core/lab/queue/queue-batch.ts';
import type { QueueCommands } from '#protocol/lab/queue-commands.ts';
import { inTurns, turns } from '../in-turns.ts';
import {
  featuresOf,
  labelledStretches,
  type OpenStretch,
  queueMaterial,
  type QueueMaterial,
  type QueuePorts,
} from './queue-material.ts';
import { type Opinion, opinionOf } from './queue-opinion.ts';

type ArgsOf<Name extends keyof QueueCommands> = QueueCommands[Name]['args'];

/** Between two of a batch in the same recording. */
const APART = durationMs(10_000);
const DRAWS = 8;
/** Of the persons, in a simulation. */
const HELD_OUT = 0.3;

/** The recipe that is asked about; a bundle's own. The predictor is the caller's to close. */
async function opened(
  ports: Pick<QueuePorts, 'predictor'>,
  model: QueueModel,
): Promise<{ readonly recipe: Recipe; readonly predictor: BundlePredictor | null }> {
  if (model.kind !== 'bundle') return { recipe: model.recipe, predictor: null };
  const predictor = await ports.predictor(model.id);
  const { origin } = predictor.manifest;
  if (origin.kind === 'trained') return { recipe: origin.recipe, predictor };
  predictor.close();
  throw new DatasetRefused(
    `The model ${model.id} was imported and does not say how its labels are made, so nothing can be labelled for it; choose another.`,
  );
}

function chancesOf(opinion: Opinion, place: number): AskedStretch['chances'] {
  if (opinion.kind === 'none') return null;
  return at(opinion.probabilities, place)
    .map((probability, k) => ({ label: at(opinion.labels, k), probability }))
    .sort((a, b) => b.probability - a.probability);
}

function curvesOf(
  { windows }: Pick<OpenStretch, 'windows'>,
  from: number,
  recipe: Recipe,
): AskedStretch['curves'] {
  const placed = windows.flatMap(({ values, padding, endsAt }) =>
    endsAt === null ? [] : [{ values, padding, endsAt: (endsAt - from) / 1000 }],
  );
  return stretchCurves(placed, featuresOf(recipe), recipe.window.rateHz);
}

async function chooseFrom(
  material: QueueMaterial,
  opinion: Opinion,
  recipe: Recipe,
  { strategy, size, draw }: ArgsOf<'queueBatch'>,
): Promise<readonly AskedStretch[]> {
  const { open, labelled } = material;
  const rows = [...open.map(({ row }) => row), ...labelled.map(({ row }) => row)];
  const points = standardPoints(rows);
  const places = rows.map((_, index) => index);
  const uncertainty =
    opinion.kind === 'none'
      ? null
      : opinion.probabilities.map((row) => uncertaintyOf(row, opinion.output));
  const steps = choosing({
    stretches: open.map(({ stretch }) => stretch),
    points: pointsAt(points, places.slice(0, open.length)),
    labelled: pointsAt(points, places.slice(open.length)),
    uncertainty,
    strategy,
    size,
    apart: APART,
    random: seededRandom(draw),
  });
  const chosen = await inTurns(steps, turns());
  return chosen.flatMap(({ stretch: place, by }): readonly AskedStretch[] => {
    const own = at(open, place);
    const { recording, person, span } = own.stretch;
    if (span === null) return [];
    return [
      {
        recording,
        person,
        span,
        by,
        uncertainty: uncertainty === null ? null : at(uncertainty, place),
        chances: chancesOf(opinion, place),
        curves: curvesOf(own, span.from, recipe),
      },
    ];
  });
}

/**
 * The next stretches to ask about. Nothing labelled or no model is no error: then what is unlike the
 * rest is asked for, and this is said. Rejects with DatasetRefused or BundleRefused, in a sentence.
 */
export async function queueBatch(
  ports: QueuePorts,
  args: ArgsOf<'queueBatch'>,
): Promise<QueueBatch> {
  const { recipe, predictor } = await opened(ports, args.model);
  try {
    const words = answerWords(recipe.labels);
    if (words.length === 0) {
      throw new DatasetRefused(
        `The recipe ${recipe.name} learns levels from 0 to 3, and one word cannot say a level; choose a recipe with states or classes.`,
      );
    }
    const material = await queueMaterial(ports, { ...args, recipe });
    const opinion = await opinionOf(args.model, recipe, predictor, material, ports.onProgress);
    return {
      asked: await chooseFrom(material, opinion, recipe, args),
      words,
      recipe: recipe.name,
      withoutModel: opinion.kind === 'none' ? opinion.why : null,
      open: material.open.length,
      labelled: material.labelled.length,
      heldOut: material.heldOutPersons,
      leftOut: material.leftOut,
    };
  } finally {
    predictor?.close();
  }
}

/** The score against the labels given so far, beside random choice among the same labels. */
export async function queueCurve(
  ports: QueuePorts,
  args: ArgsOf<'labelCurve'>,
): Promise<CurveResult> {
  const { recipe, predictor } = await opened(ports, args.model);
  predictor?.close();
  const none = (why: NoCurve): CurveResult => ({ kind: 'none', why });
  const { labelled, heldOut, heldOutPersons } = await queueMaterial(ports, { ...args, recipe });
  if (heldOut.length === 0) return none('nobody_to_judge');
  const before = labelled.filter(({ answer }) => answer === null);
  const answered = labelled
    .filter(({ answer }) => answer !== null)
    .sort((a, b) => (a.answer ?? 0) - (b.answer ?? 0));
  if (labelled.length === 0) return none('nothing_labelled');
  const steps = labelCurve({
    before,
    answered,
    heldOut,
    output: outputOf(recipe.labels),
    every: args.every,
    draws: DRAWS,
    seed: args.seed,
  });
  const curve = await inTurns(steps, turns(), (progress) => {
    if (progress !== null) ports.onProgress(progress.done, progress.all, 'curve');
  });
  if (curve === null) return none('cannot_judge');
  return {
    kind: 'curve',
    curve,
    score: quickScoreOf(recipe.labels),
    before: before.length,
    heldOut: heldOutPersons,
    heldOutStretches: heldOut.length,
  };
}

/** The classical experiment on what is labelled. Throws RangeError where there are too few persons. */
export async function queueSimulation(
  ports: Pick<QueuePorts, 'dataset' | 'onProgress'>,
  { data, recipe, ...settings }: ArgsOf<'simulateQueue'>,
): Promise<Simulation> {
  const examples = await labelledStretches(ports, data, recipe, []);
  const steps = simulating({
    examples,
    output: outputOf(recipe.labels),
    labelCount: labelCountOf(recipe.labels),
    apart: APART,
    heldOut: HELD_OUT,
    ...settings,
  });
  return inTurns(steps, turns(), (progress) => {
    if (progress !== null) ports.onProgress(progress.done, progress.all, 'simulation');
  });
}
