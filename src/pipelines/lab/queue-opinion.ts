import { labelNames, outputOf } from '#core/dataset/label-rule.ts';
import { quickModelSteps, quickProbabilities } from '#core/lab/queue/quick-model.ts';
import type { BundlePredictor } from '#core/models/bundle-predictor.ts';
import type { OutputKind } from '#core/models/output-kind.ts';
import { at } from '#core/numeric/at.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import type { QueueModel, WithoutModel } from '#core/lab/queue/queue-batch.ts';
import { inTurns, turns } from '../in-turns.ts';
import type { OpenStretch, QueueMaterial, QueuePorts } from './queue-material.ts';

/** What a model says of stretches that nobody has labelled. */
export type Opinion =
  | {
      readonly kind: 'said';
      readonly labels: readonly string[];
      readonly output: OutputKind;
      /** One row a stretch, in their order. */
      readonly probabilities: readonly (readonly number[])[];
    }
  | { readonly kind: 'none'; readonly why: WithoutModel | null };

/** Windows that a bundle is asked about at once, so that it can be told how far it is. */
const TOGETHER = 256;

/** Of several windows the mean, label by label. */
function meanRow(rows: readonly (readonly number[])[]): readonly number[] {
  const [first = []] = rows;
  return first.map((_, k) => rows.reduce((sum, row) => sum + at(row, k), 0) / rows.length);
}

async function bundleOpinion(
  predictor: BundlePredictor,
  open: readonly OpenStretch[],
  onProgress: QueuePorts['onProgress'],
): Promise<Opinion> {
  const windows = open.flatMap((stretch) => stretch.windows);
  const rows: (readonly number[])[] = [];
  for (let from = 0; from < windows.length; from += TOGETHER) {
    onProgress(from, windows.length, predictor.manifest.id);
    rows.push(...(await predictor.probabilities(windows.slice(from, from + TOGETHER))));
  }
  const { labels, output } = predictor.manifest;
  let next = 0;
  const probabilities = open.map((stretch) => {
    const own = rows.slice(next, next + stretch.windows.length);
    next += stretch.windows.length;
    return meanRow(own);
  });
  return { kind: 'said', labels, output, probabilities };
}

async function quickOpinion(
  { labels: rule }: Recipe,
  { labelled, open }: Pick<QueueMaterial, 'labelled' | 'open'>,
): Promise<Opinion> {
  const kinds = new Set(labelled.map(({ targets }) => targets.join()));
  if (kinds.size < 2) return { kind: 'none', why: 'too_few_labels' };
  const output = outputOf(rule);
  const model = await inTurns(quickModelSteps(labelled, output), turns());
  const rows = open.map(({ row }) => row);
  return {
    kind: 'said',
    labels: labelNames(rule),
    output,
    probabilities: quickProbabilities(model, output, rows),
  };
}

/** What the chosen model says; the caller closes the predictor. */
export function opinionOf(
  model: QueueModel,
  recipe: Recipe,
  predictor: BundlePredictor | null,
  material: Pick<QueueMaterial, 'labelled' | 'open'>,
  onProgress: QueuePorts['onProgress'],
): Promise<Opinion> {
  if (predictor !== null) return bundleOpinion(predictor, material.open, onProgress);
  return model.kind === 'quick'
    ? quickOpinion(recipe, material)
    : Promise.resolve({ kind: 'none', why: null });
}
