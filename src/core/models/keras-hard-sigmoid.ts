import type { KerasLayer, KerasModel, KerasWeight } from './keras-layers.ts';
import { kerasWeightShapes } from './keras-layers.ts';
import { ImportRefused } from './keras-refusal.ts';
import { cellOf } from './layer-spec.ts';
import { outputWidth } from './weight-shapes.ts';

/**
 * clip(x/6 + 1/2) of Keras 3 (`relu6(x + 3) / 6`) is clip(y/5 + 1/2) of Keras 1 and 2 at y = 5x/6.
 */
const SHRINK = 5 / 6;

/** Which of a recurrent layer's gates of `units` columns end in the activation of slope 1/6. */
function shrunkGates(layer: KerasLayer): readonly boolean[] {
  if (layer.kind === 'dense') return [layer.activation === 'hard_sigmoid_6'];
  const cell = cellOf(layer);
  if (cell === null) return [];
  const gate = cell.recurrentActivation === 'hard_sigmoid_6';
  const candidate = cell.activation === 'hard_sigmoid_6';
  if (cell.kind === 'gru') return [gate, gate, candidate];
  if (candidate) {
    throw new ImportRefused(
      'unsupported',
      `Layer ${layer.name} puts Keras 3's hard_sigmoid on the state of its cells, which is not imported.`,
    );
  }
  return [gate, gate, false, gate];
}

function shrink(weight: KerasWeight, gates: readonly boolean[]): KerasWeight {
  const columns = weight.spec.shape.at(-1) ?? 1;
  const perGate = columns / gates.length;
  const values = weight.values.map((value, index) =>
    gates[Math.floor((index % columns) / perGate)] === true ? value * SHRINK : value,
  );
  return { spec: weight.spec, values };
}

/**
 * The model's weights for a library that has hard_sigmoid of slope 1/5 only, as tfjs: sums that
 * enter one of slope 1/6 are shrunk, so that all outputs stay.
 * @throws ImportRefused unsupported, for an LSTM that has it beyond its gates.
 */
export function weightsOfSlopeFive(
  model: Pick<KerasModel, 'layers' | 'featureCount' | 'weights'>,
): readonly KerasWeight[] {
  const folded: KerasWeight[] = [];
  let width = model.featureCount;
  for (const layer of model.layers) {
    const gates = shrunkGates(layer);
    const count = kerasWeightShapes(layer, width).length;
    width = outputWidth(layer, width);
    const own = model.weights.slice(folded.length, folded.length + count);
    folded.push(...(gates.includes(true) ? own.map((weight) => shrink(weight, gates)) : own));
  }
  return folded;
}
