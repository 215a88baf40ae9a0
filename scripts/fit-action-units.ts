/**
 * Fits the constants of the action units to OpenFace's reading of the same frames and writes
 * src/core/signals/action-unit-fit.ts: `npm run fit-action-units -- DIR`. DIR is as for
 * `npm run agreement`; that says with `--held-out` what such a fit is worth on other recordings.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { fitActionUnits, readFitSeries } from './agreement/fit.ts';
import { findPairs } from './agreement/paired-recording.ts';

const [directory] = process.argv.slice(2);
if (directory === undefined) {
  console.error('Say where the recordings are: npm run fit-action-units -- DIR');
  process.exit(2);
}
const { pairs } = findPairs(directory);
const fit = fitActionUnits(await Promise.all(pairs.map(readFitSeries)));

const file = join(import.meta.dirname, '../src/core/signals/action-unit-fit.ts');
const source = `import type { ActionUnitsFit } from './action-units.ts';

/**
 * The fitted constants of the action units, in the order of \`FACE_MEASURE_NAMES\` and of the
 * formulas. Written by scripts/fit-action-units.ts from ${pairs.length} recordings of ${pairs.length} persons and what OpenFace
 * 2.2 reads from the same frames. OpenFace's output is licensed for noncommercial research, and
 * what was learned from it is for no more than that.
 */
export const ACTION_UNIT_FIT: ActionUnitsFit = ${JSON.stringify(fit)};
`;
const style = await resolveConfig(file);
await writeFile(file, await format(source, { ...style, parser: 'typescript' }));
console.log(`${pairs.length} recordings fitted, ${file} written`);
