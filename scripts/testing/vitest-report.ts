/** What vitest's JSON reporter says, brought down to counts. */
import * as v from 'valibot';

const Report = v.object({
  testResults: v.array(
    v.object({
      name: v.string(),
      status: v.string(),
      message: v.optional(v.string(), ''),
      assertionResults: v.array(
        v.object({
          fullName: v.string(),
          status: v.string(),
          failureMessages: v.optional(v.nullable(v.array(v.string())), []),
        }),
      ),
    }),
  ),
});

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** What failed and why, a line each; for the end of a log, which may be all that is kept of it. */
  readonly failures: readonly string[];
  /** Full names, which say why. */
  readonly skipped: readonly string[];
}

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? '';

/**
 * Counts tests. A file that fails without a failed test in it (it could not be loaded) counts as
 * one failure, and so does a run that ends badly without naming any.
 */
export function countTests(reportText: string | null, endedWell: boolean): Counts {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Report), reportText);
  if (!parsed.success) {
    return { passed: 0, failed: 1, failures: ['there is no report of the tests'], skipped: [] };
  }
  const files = parsed.output.testResults;
  const tests = files.flatMap((file) => file.assertionResults);
  const failures = files.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (status === 'failed' && failed.length === 0) return [`${name}: ${firstLine(message)}`];
    return failed.map(
      ({ fullName, failureMessages }) => `${fullName}: ${firstLine(failureMessages?.[0] ?? '')}`,
    );
  });
  if (failures.length === 0 && !endedWell) failures.push('the run ended badly');
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: failures.length,
    failures,
    skipped: tests
      .filter((test) => test.status !== 'passed' && test.status !== 'failed')
      .map((test) => test.fullName),
  };
}
