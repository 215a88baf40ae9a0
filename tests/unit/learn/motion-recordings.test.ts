import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { motionResiduals } from '#core/dataset/motion.ts';
import { FACE_MODEL_SIGNAL } from '#core/signals/model-signals.ts';
import { durationMs } from '#core/units.ts';
import { UserError } from '../../../scripts/extract/user-error.ts';
import { readMotionRecordings } from '../../../scripts/learn/motion-recordings.ts';

const PAIRS = join(import.meta.dirname, '../../../../shared/data/openface-pairs');
const absent = !existsSync(PAIRS);
const why = absent ? ' (skipped: the reference recordings are not here)' : '';

it('[DAT-42] says what is needed where there are no recordings', async () => {
  await expect(readMotionRecordings('/nowhere/at/all')).rejects.toThrow(UserError);
  await expect(readMotionRecordings('/nowhere/at/all')).rejects.toThrow(/NAME\.json/);
  const empty = mkdtempSync(join(tmpdir(), 'heed-motion-'));
  await expect(readMotionRecordings(empty)).rejects.toThrow(/holds no recording.*NAME\.json/);
});

it.skipIf(absent)(`[DAT-42] real recordings move, and not wildly${why}`, async () => {
  const recordings = await readMotionRecordings(PAIRS);
  expect(recordings.map(({ name }) => name)).toContain('default');
  expect(recordings.every(({ files }) => files.every((file) => existsSync(file)))).toBe(true);
  const motions = motionResiduals(
    recordings.map(({ inputs }) => inputs),
    {
      signal: FACE_MODEL_SIGNAL,
      contract: { length: 30, rateHz: 30, maxGap: durationMs(250) },
      hop: 15,
      around: 'mean',
      settling: durationMs(1000),
    },
  );
  const seconds = recordings.reduce((sum, { inputs }) => {
    const [first, last] = [inputs[0], inputs.at(-1)];
    return sum + ((last?.capturedAt ?? 0) - (first?.capturedAt ?? 0)) / 1000 - 1;
  }, 0);
  // Two windows a second at most, less than one lost for each recording and gap.
  expect(motions.length).toBeLessThanOrEqual(2 * seconds);
  expect(motions.length).toBeGreaterThan(seconds);
  // Somebody moves in nearly every window, and nobody turns by more than a right angle in a second.
  const turns = FACE_MODEL_SIGNAL.features.flatMap(({ unit }, column) =>
    unit === 'rad' ? [column] : [],
  );
  const largest = motions.map((motion) =>
    Math.max(
      ...motion
        .filter((_, index) => turns.includes(index % FACE_MODEL_SIGNAL.features.length))
        .map(Math.abs),
    ),
  );
  expect(largest.filter((value) => value > 0.005).length).toBeGreaterThan(0.9 * largest.length);
  expect(Math.max(...largest)).toBeLessThan(Math.PI / 2);
});
