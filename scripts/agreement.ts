/**
 * How the 22 features agree with OpenFace 2.2 on the same frames:
 * `npm run agreement -- DIR [--stills] [--held-out] [--events]`. DIR holds landmark recordings, each with
 * `NAME.openface.csv` beside it. r: median over the recordings in which OpenFace's value moves;
 * MAE: pooled over frames. The code is the one that `npm run extract` and the live page run.
 */
import { parseArgs } from 'node:util';
import { eventTables, readEventRecordings } from './agreement/events.ts';
import { measureAgreement, measureHeldOut } from './agreement/measure.ts';
import { featureTable, recordingTable } from './agreement/tables.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    events: { type: 'boolean', default: false },
    'held-out': { type: 'boolean', default: false },
    stills: { type: 'boolean', default: false },
  },
});
const [directory] = positionals;
if (directory === undefined) {
  console.error(
    'Say where the recordings are: npm run agreement -- DIR [--stills] [--held-out] [--events]',
  );
  process.exit(2);
}
if (values.events) {
  console.log(eventTables(await readEventRecordings(directory, values['held-out'])));
  process.exit(0);
}

const measured = values['held-out']
  ? measureHeldOut(directory)
  : measureAgreement(directory, values.stills ? 'stills' : 'sequence');
const report = await measured.catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(2);
});
const { recordings, frames, skipped, meanAuR, meanAuMae } = report;
console.log(`${recordings.length} recordings, ${frames} frames`);
for (const name of skipped) console.log(`skipped: ${name} has no ${name}.openface.csv beside it`);
console.log(`\n${featureTable(report)}`);
console.log(`\nmean of the 17 action units: r ${meanAuR.toFixed(3)}, MAE ${meanAuMae.toFixed(3)}`);
console.log(
  '\nr / MAE of each recording; r in brackets where OpenFace hardly moves (standard deviation up to 0.15, or 1.5°)',
);
console.log(`\n${recordingTable(report)}`);
