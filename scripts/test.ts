/**
 * The one test command: all checks and tests, on after a failure, and a count. What computes and
 * what mostly waits for a page run side by side; the latter goes first where both want to.
 */
import { ensureBroker } from './testing/ensure-broker.ts';
import { ensureBrowser } from './testing/ensure-browser.ts';
import { createFloor } from './testing/floor.ts';
import {
  browserSteps,
  build,
  checks,
  type Step,
  type StepResult,
  unit,
  endBehind,
} from './testing/steps.ts';

const floor = createFloor((text) => process.stdout.write(text));
const results: StepResult[] = [];

async function runStep(step: Step): Promise<void> {
  const speaker = floor.speaker();
  speaker.say(`\n── ${step.name}\n`);
  const started = performance.now();
  const counts = await step.run(speaker.say);
  const seconds = (performance.now() - started) / 1000;
  const how = counts.failed === 0 ? 'ok' : 'FAILED';
  speaker.say(`${step.name}: ${how} after ${seconds.toFixed(1)} s\n`);
  speaker.end();
  results.push({ name: step.name, seconds, ...counts });
}

function browserOrNull(): string | null {
  try {
    return ensureBrowser(console.log);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    results.push({
      ...{ name: 'browser tests', seconds: 0, passed: 0, failed: 1, skipped: [] },
      failures: ['no browser to test in'],
    });
    return null;
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    endBehind();
    process.exit(1);
  });
}

const started = performance.now();
const place = browserOrNull();
ensureBroker(console.log);
const inBrowser = place === null ? null : browserSteps(place);
const built = runStep(build);

/** Two at a time, so that the pages beside them get what they need. */
async function check(): Promise<void> {
  const left = [...checks];
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await runStep(next);
  };
  await Promise.all([worker(), worker()]);
}

async function compute(): Promise<void> {
  await built;
  await check();
  await runStep(unit);
  if (inBrowser !== null) await runStep(inBrowser.commands);
}

async function watchPages(): Promise<void> {
  if (inBrowser === null) return;
  await built;
  await runStep(inBrowser.e2e);
  await runStep(inBrowser.browser);
}

await Promise.all([compute(), watchPages()]);

const total = (count: (result: StepResult) => number): number =>
  results.reduce((sum, result) => sum + count(result), 0);
const skipped = results.flatMap((result) => result.skipped);
const passed = total((result) => result.passed);
const failed = total((result) => result.failed);

console.log('\nStep          time     passed  failed  skipped');
for (const { name, seconds, ...counts } of results) {
  console.log(
    `${name.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s ${String(counts.passed).padStart(7)} ` +
      `${String(counts.failed).padStart(7)} ${String(counts.skipped.length).padStart(8)}`,
  );
}
for (const name of skipped) console.log(`skipped: ${name}`);
for (const failure of results.flatMap((result) => result.failures)) {
  console.log(`failed: ${failure}`);
}
const minutes = (performance.now() - started) / 60_000;
console.log(`\nTook ${minutes.toFixed(1)} minutes; steps ran side by side.`);
console.log(
  `${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`,
);
process.exitCode = failed > 0 ? 1 : 0;
