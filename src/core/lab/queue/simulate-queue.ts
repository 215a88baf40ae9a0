import { dealGroups } from '../../dataset/deal-groups.ts';
import type { OutputKind } from '../../models/output-kind.ts';
import { at } from '../../numeric/at.ts';
import { resultOf } from '../../numeric/result-of.ts';
import { seededRandom, shuffled } from '../../numeric/seeded-random.ts';
import { studentT } from '../../numeric/student-t.ts';
import type { Random } from '../../ports.ts';
import type { DurationMs } from '../../units.ts';
import { choosing, type Strategy } from './choose-batch.ts';
import { spreadOf, type SpreadPoint } from './label-curve.ts';
import { type Example, quickJudge, quickModelSteps, quickProbabilities } from './quick-model.ts';
import type { Stretch } from './stretches.ts';
import { pointsAt, standardPoints } from './summary-space.ts';
import { uncertaintyOf } from './uncertainty.ts';

/** A stretch whose label is known, and hidden until it is asked for. */
export interface HiddenExample extends Example {
  readonly stretch: Stretch;
  /** What persons are dealt by. */
  readonly label: number;
}

export interface SimulationInput {
  readonly examples: readonly HiddenExample[];
  readonly output: OutputKind;
  /** How many values `label` has. */
  readonly labelCount: number;
  readonly strategies: readonly Strategy[];
  /** Labels drawn at random to begin with; the same for every strategy. */
  readonly start: number;
  readonly batch: number;
  readonly batches: number;
  readonly apart: DurationMs;
  /** Of the persons, on whom the scores are. */
  readonly heldOut: number;
  readonly repeats: number;
  readonly seed: number;
}

export interface SimulatedStrategy {
  readonly strategy: Strategy;
  readonly points: readonly SpreadPoint[];
  /** Mean score over the points, less that of random choice in the same repeat. */
  readonly gain: {
    readonly mean: number;
    /** Student's interval of 95 % over repeats; null of fewer than two. */
    readonly low: number | null;
    readonly high: number | null;
  };
}

export interface Simulation {
  readonly repeats: number;
  readonly strategies: readonly SimulatedStrategy[];
}

const LEVEL = 0.95;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function gainOf(gains: readonly number[]): SimulatedStrategy['gain'] {
  const middle = mean(gains);
  if (gains.length < 2) return { mean: middle, low: null, high: null };
  const squares = gains.reduce((sum, gain) => sum + (gain - middle) ** 2, 0);
  const deviation = Math.sqrt(squares / (gains.length - 1));
  const half = (studentT(LEVEL, gains.length - 1) * deviation) / Math.sqrt(gains.length);
  return { mean: middle, low: middle - half, high: middle + half };
}

/** Scores after the start and after every batch, of one strategy in one repeat. */
function* course(
  input: SimulationInput,
  pool: readonly HiddenExample[],
  heldOut: readonly HiddenExample[],
  strategy: Strategy,
  seed: number,
): Generator<null, readonly number[] | null> {
  const { output, start, batch, batches, apart } = input;
  const judge = quickJudge(heldOut, output);
  if (judge === null) return null;
  const judged = heldOut.map(({ row }) => row);
  const points = standardPoints(pool.map(({ row }) => row));
  const indices = pool.map((_, index) => index);
  let known = shuffled(indices, seededRandom(seed)).slice(0, start);
  const random: Random = seededRandom(seed + 1);
  const scores: number[] = [];
  for (let round = 0; ; round++) {
    const train = known.map((index) => at(pool, index));
    const steps = quickModelSteps(train, output);
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) yield null;
    const model = step.value;
    scores.push(judge(quickProbabilities(model, output, judged)));
    if (round === batches) return scores;
    const labelled = new Set(known);
    const open = indices.filter((index) => !labelled.has(index));
    const rows = open.map((index) => at(pool, index).row);
    // As the queue does: of one kind of label nothing can be unsure.
    const isUnsure = new Set(train.map(({ targets }) => targets.join())).size > 1;
    const uncertainty =
      isUnsure && (strategy === 'unsure' || strategy === 'both')
        ? quickProbabilities(model, output, rows).map((row) => uncertaintyOf(row, output))
        : null;
    const chosen = yield* choosing({
      stretches: open.map((index) => at(pool, index).stretch),
      points: pointsAt(points, open),
      labelled: pointsAt(points, known),
      uncertainty,
      strategy,
      size: batch,
      apart,
      random,
    });
    known = [...known, ...chosen.map(({ stretch }) => at(open, stretch))];
  }
}

/**
 * What asking by a strategy would have given on data whose labels are all known: in each repeat the
 * persons are split anew, and every strategy starts from the same few labels, asks batch by batch,
 * and is judged on the persons held out. Yields how far it is, and null amid a repeat. Throws
 * RangeError where there are fewer than two persons, and where no repeat could be judged.
 */
export function* simulating(
  input: SimulationInput,
): Generator<{ readonly done: number; readonly all: number } | null, Simulation> {
  const { examples, labelCount, strategies, start, batch, batches, repeats, seed } = input;
  const asked: readonly Strategy[] = ['random', ...strategies.filter((own) => own !== 'random')];
  const values = new Float32Array(0);
  const windows = examples.map(({ label, stretch }, index) => ({
    values,
    label,
    person: stretch.person,
    index,
  }));
  const byStrategy = asked.map((): (readonly number[])[] => []);
  let done = 0;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const own = seed + 1000 * repeat;
    const shares = [1 - input.heldOut, input.heldOut];
    const parts = dealGroups(windows, labelCount, shares, seededRandom(own));
    const [pool, heldOut] = parts.map((part) => part.map(({ index }) => at(examples, index)));
    for (const [place, strategy] of asked.entries()) {
      const scores = yield* course(input, pool ?? [], heldOut ?? [], strategy, own);
      if (scores !== null) at(byStrategy, place).push(scores);
      yield { done: ++done, all: repeats * asked.length };
    }
  }
  const [random = []] = byStrategy;
  if (random.length === 0) throw new RangeError('no split of the persons could be judged');
  const counts = Array.from({ length: batches + 1 }, (_, round) => start + round * batch);
  return {
    repeats: random.length,
    strategies: asked.map((strategy, place) => {
      const scores = at(byStrategy, place);
      const gains = scores.map((row, repeat) => mean(row) - mean(at(random, repeat)));
      return {
        strategy,
        points: counts.map((labels, round) =>
          spreadOf(
            labels,
            scores.map((row) => at(row, round)),
          ),
        ),
        gain: gainOf(gains),
      };
    }),
  };
}

/** The same at once. */
export const simulateQueue = (input: SimulationInput): Simulation => resultOf(simulating(input));
