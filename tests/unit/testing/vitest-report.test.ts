import { describe, expect, it } from 'vitest';
import { countTests } from '../../../scripts/testing/vitest-report.ts';

const file = (status: string, ...tests: readonly (readonly [string, string])[]) => ({
  name: 'a.test.ts',
  status,
  message: 'it could not be loaded\n  at once',
  assertionResults: tests.map(([fullName, testStatus]) => ({
    fullName,
    status: testStatus,
    failureMessages: testStatus === 'failed' ? ['expected 1 to be 2\n    at somewhere'] : [],
  })),
});
const report = (...testResults: readonly object[]): string => JSON.stringify({ testResults });

describe('countTests', () => {
  it('[TST-1] counts passed, failed and skipped, the latter two by name', () => {
    const text = report(
      file('failed', ['a', 'passed'], ['b', 'failed'], ['c (no recording here)', 'skipped']),
      file('passed', ['d', 'passed']),
    );
    expect(countTests(text, false)).toEqual({
      passed: 2,
      failed: 1,
      failures: ['b: expected 1 to be 2'],
      skipped: ['c (no recording here)'],
    });
  });

  it('[TST-2] counts a file that could not be loaded as one failure', () => {
    expect(countTests(report(file('failed'), file('passed', ['a', 'passed'])), false)).toEqual({
      passed: 1,
      failed: 1,
      failures: ['a.test.ts: it could not be loaded'],
      skipped: [],
    });
  });

  it('[TST-2] counts a bad end as a failure though every test passed', () => {
    const text = report(file('passed', ['a', 'passed']));
    expect(countTests(text, false)).toMatchObject({
      failed: 1,
      failures: ['the run ended badly'],
    });
    expect(countTests(text, true).failed).toBe(0);
  });

  it.each([null, '', '{"testResults":', '{}'])('[TST-2] fails on the report %j', (text) => {
    expect(countTests(text, true)).toEqual({
      passed: 0,
      failed: 1,
      failures: ['there is no report of the tests'],
      skipped: [],
    });
  });
});
