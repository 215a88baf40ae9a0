/** What vitest's JSON reporter says, brought down to counts. */
import * as v from 'valibot';

const Report = v.object({
  testResults: v.array(
    v.object({
      name: v.string(),
      status: v.string(),
      assertionResults: v.array(v.object({ fullName: v.string(), status: v.string() })),
    }),
  ),
});

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** Full names, which say why. */
  readonly skipped: readonly string[];
}

/**
 * Counts tests. A file that fails without a failed test in it (it could not be loaded) counts as
 * one failure, and so does a run that ends badly without naming any.
 */
export function countTests(reportText: string | null, endedWell: boolean): Counts {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Report), reportText);
  if (!parsed.success) return { passed: 0, failed: 1, skipped: [] };
  const files = parsed.output.testResults;
  const tests = files.flatMap((file) => file.assertionResults);
  const brokenFiles = files.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = tests.filter((test) => test.status === 'failed').length + brokenFiles.length;
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: failed === 0 && !endedWell ? 1 : failed,
    skipped: tests
      .filter((test) => test.status !== 'passed' && test.status !== 'failed')
      .map((test) => test.fullName),
  };
}
