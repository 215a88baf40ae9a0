/** The one test command: all checks, then the tests in order, on after a failure, and a count. */
import { browserSteps, checks, type Step, type StepResult, unitSteps } from './testing/steps.ts';
import { ensureBrowser } from './testing/ensure-browser.ts';

async function runStep(step: Step): Promise<StepResult> {
  console.log(`\n── ${step.name}`);
  const started = performance.now();
  const counts = await step.run();
  const seconds = (performance.now() - started) / 1000;
  const how = counts.failed === 0 ? 'ok' : 'FAILED';
  console.log(`${step.name}: ${how} after ${seconds.toFixed(1)} s`);
  return { name: step.name, seconds, ...counts };
}

const results: StepResult[] = await Promise.all(checks.map(runStep));
for (const step of unitSteps) results.push(await runStep(step));
try {
  const browser = ensureBrowser(console.log);
  for (const step of browserSteps(browser)) results.push(await runStep(step));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  results.push({ name: 'browser and e2e', seconds: 0, passed: 0, failed: 1, skipped: [] });
}

const total = (count: (result: StepResult) => number): number =>
  results.reduce((sum, result) => sum + count(result), 0);
const skipped = results.flatMap((result) => result.skipped);
const passed = total((result) => result.passed);
const failed = total((result) => result.failed);

console.log('\nStep        time     passed  failed  skipped');
for (const { name, seconds, ...counts } of results) {
  console.log(
    `${name.padEnd(10)} ${seconds.toFixed(1).padStart(6)} s ${String(counts.passed).padStart(7)} ` +
      `${String(counts.failed).padStart(7)} ${String(counts.skipped.length).padStart(8)}`,
  );
}
for (const name of skipped) console.log(`skipped: ${name}`);
console.log(
  `\n${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`,
);
process.exitCode = failed > 0 ? 1 : 0;
