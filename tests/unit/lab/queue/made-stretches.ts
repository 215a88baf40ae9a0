import type { HiddenExample } from '#core/lab/queue/simulate-queue.ts';
import type { Stretch } from '#core/lab/queue/stretches.ts';
import type { Points } from '#core/lab/queue/summary-space.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import type { Random } from '#core/ports.ts';
import { timestampMs } from '#core/units.ts';

export const stretchAt = (recording: string, second: number, person = recording): Stretch => ({
  recording,
  person,
  span: { from: timestampMs(second * 1000), to: timestampMs((second + 4) * 1000) },
  windows: [0],
});

export const pointsOf = (rows: readonly (readonly number[])[]): Points => ({
  columns: rows[0]?.length ?? 0,
  values: Float32Array.from(rows.flat()),
});

/** About normal, deviation 1. */
export const normal = (random: Random): number =>
  2 * (random() + random() + random() + random() - 2) * Math.sqrt(3 / 4);

const COLUMNS = 6;

/**
 * Two labels, one of them of `rare` among the stretches and far off in one direction, of persons who
 * each have their own place.
 */
export function rareLabel(seed: number, persons = 10, each = 40, rare = 0.04): HiddenExample[] {
  const random = seededRandom(seed);
  return Array.from({ length: persons }, (_, person) => {
    const own = Array.from({ length: COLUMNS }, () => 0.3 * normal(random));
    return Array.from({ length: each }, (_, k): HiddenExample => {
      const label = random() < rare ? 1 : 0;
      const row = Float32Array.from(own, (middle, column) => {
        const shift = label === 1 && column < 2 ? 8 : 0;
        return middle + shift + normal(random);
      });
      const stretch = stretchAt(`r${person}`, 20 * k, `p${person}`);
      return { stretch, row, label, targets: label === 1 ? [0, 1] : [1, 0] };
    });
  }).flat();
}
