/**
 * How the 22 features agree with OpenFace 2.2 on the same frames:
 * `npm run agreement -- DIR [--stills] [--baselines]`. DIR holds landmark recordings, each with
 * `NAME.openface.csv` beside it. r: median over the recordings in which OpenFace's value moves;
 * MAE: pooled over frames.
 */
import { parseArgs } from 'node:util';
import { measureAgreement, measureBaselines } from './agreement/measure.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    baselines: { type: 'boolean', default: false },
    stills: { type: 'boolean', default: false },
  },
});
const [directory] = positionals;
if (directory === undefined) {
  console.error('Say where the recordings are: npm run agreement -- DIR [--stills] [--baselines]');
  process.exit(2);
}

if (values.baselines) {
  for (const { unit, mean, lowest, highest } of await measureBaselines(directory)) {
    console.log(`${unit}  ${mean.toFixed(3)}  (${lowest.toFixed(3)} .. ${highest.toFixed(3)})`);
  }
} else {
  const report = await measureAgreement(directory, values.stills ? 'stills' : 'sequence');
  console.log(`${report.recordings.length} recordings, ${report.frames} frames\n`);
  console.log('| feature | r | MAE | MAE of a constant | recordings in which it moves |');
  console.log('|---|---|---|---|---|');
  for (const row of report.features) {
    const digits = row.inDegrees ? 1 : 2;
    const unit = row.inDegrees ? '°' : '';
    const figure = (value: number): string => `${value.toFixed(digits)}${unit}`;
    console.log(
      `| ${row.feature} | ${row.r === null ? '–' : row.r.toFixed(2)} | ${figure(row.mae)} | ${figure(row.constantMae)} | ${row.moving} |`,
    );
  }
  const { meanAuR, meanAuMae } = report;
  console.log(`\nmean of the action units: r ${meanAuR.toFixed(3)}, MAE ${meanAuMae.toFixed(3)}`);
}
