import { seededRandom } from '../numeric/seeded-random.ts';

/** 0 with the probability `rate`, else 1 / (1 − rate), so that sums keep their mean. */
export function dropoutMask(size: number, rate: number, seed: number): Float32Array<ArrayBuffer> {
  const random = seededRandom(seed);
  const mask = new Float32Array(size);
  const kept = 1 / (1 - rate);
  for (let index = 0; index < size; index++) mask[index] = random() < rate ? 0 : kept;
  return mask;
}
