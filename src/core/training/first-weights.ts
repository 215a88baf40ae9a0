import { cellOf, type LayerSpec } from '../models/layer-spec.ts';
import type { ModelShape } from '../models/training.ts';
import { at } from '../numeric/at.ts';
import { seededRandom } from '../numeric/seeded-random.ts';
import type { Random } from '../ports.ts';
import { PURPOSE, seedOf } from './seed-of.ts';
import { sizeOf, type WeightPlace, weightPlaces } from './weight-places.ts';

/** Box & Muller, Annals of Mathematical Statistics 29 (1958). */
const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Uniform within ±√(6 / (in + out)): Glorot & Bengio, AISTATS 2010, equation 16. */
function glorot(values: Float32Array, rows: number, columns: number, random: Random): void {
  const limit = Math.sqrt(6 / (rows + columns));
  for (let index = 0; index < values.length; index++) values[index] = (random() * 2 - 1) * limit;
}

/**
 * Rows of length 1 at right angles to each other: normal numbers by Gram and Schmidt, twice over
 * (Saxe, McClelland & Ganguli, ICLR 2014, for why). There are never more rows than columns.
 */
function orthogonal(values: Float32Array, rows: number, columns: number, random: Random): void {
  const made: Float64Array[] = [];
  for (let row = 0; row < rows; row++) {
    const vector = Float64Array.from({ length: columns }, () => normal(random));
    for (const other of [...made, ...made]) {
      let along = 0;
      for (let i = 0; i < columns; i++) along += (vector[i] as number) * (other[i] as number);
      for (let i = 0; i < columns; i++)
        vector[i] = (vector[i] as number) - along * (other[i] as number);
    }
    const length = Math.hypot(...vector);
    for (let i = 0; i < columns; i++) vector[i] = (vector[i] as number) / length;
    made.push(vector);
    values.set(vector, row * columns);
  }
}

/** Zeros, and 1 for the forget gates of an LSTM (Jozefowicz, Zaremba & Sutskever, ICML 2015). */
function bias(values: Float32Array, layer: LayerSpec): void {
  const cell = cellOf(layer);
  if (cell?.kind === 'lstm') values.fill(1, cell.units, 2 * cell.units);
}

function begin(
  values: Float32Array,
  { spec }: WeightPlace,
  layer: LayerSpec,
  random: Random,
): void {
  const [rows = 1, columns = 1] = spec.shape;
  if (spec.name.endsWith('/recurrent_kernel')) orthogonal(values, rows, columns, random);
  else if (spec.name.endsWith('/kernel')) glorot(values, rows, columns, random);
  else bias(values, layer);
}

/** What training begins with, in the order of `weightShapes`: Keras' choices, from the seed. */
export function firstWeights(
  shape: Pick<ModelShape, 'layers' | 'featureCount'>,
  seed: number,
): Float32Array<ArrayBuffer> {
  const places = weightPlaces(shape);
  const all = new Float32Array(sizeOf(places));
  places.forEach((place, index) => {
    const own = all.subarray(place.start, place.start + place.size);
    const random = seededRandom(seedOf(seed, PURPOSE.weights, index));
    begin(own, place, at(shape.layers, place.layer), random);
  });
  return all;
}
