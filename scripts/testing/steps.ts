/** The steps of the one test command, in order, each run by itself. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../build-app.ts';
import { countTests, type Counts } from './vitest-report.ts';

export interface StepResult extends Counts {
  readonly name: string;
  readonly seconds: number;
}

export interface Step {
  readonly name: string;
  run(): Promise<Counts>;
}

const bin = (file: string): string => path.join('node_modules', file);

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** `show` passes the output on as it comes; it is kept either way. */
function runNode(
  args: readonly string[],
  show: boolean,
  env: Record<string, string> = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => {
        output += text;
        if (show) process.stdout.write(text);
      });
    }
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, output });
    });
  });
}

/** One or more programs that must all end well; together they count as one test. */
function check(name: string, ...programs: readonly (readonly string[])[]): Step {
  return {
    name,
    run: async () => {
      for (const program of programs) {
        const { code, output } = await runNode(program, false);
        if (code === 0) continue;
        process.stdout.write(output);
        return { passed: 0, failed: 1, skipped: [] };
      }
      return { passed: 1, failed: 0, skipped: [] };
    },
  };
}

function vitest(project: 'unit' | 'browser' | 'e2e', env: Record<string, string>): Step {
  return {
    name: project,
    run: async () => {
      const folder = await mkdtemp(path.join(tmpdir(), 'heed-test-'));
      const report = path.join(folder, 'report.json');
      try {
        const { code } = await runNode(
          [
            bin('vitest/vitest.mjs'),
            'run',
            ...['--project', project, '--reporter=default', '--reporter=json'],
            `--outputFile.json=${report}`,
          ],
          true,
          env,
        );
        return countTests(await readFile(report, 'utf8').catch(() => null), code === 0);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

const TYPESCRIPT = bin('typescript/bin/tsc');
const typesOf = (part: string) => [TYPESCRIPT, '-p', `tsconfig.${part}.json`];

/** Side by side: each of them uses one core, and the longest sets the time. */
export const checks: readonly Step[] = [
  check('format', [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']),
  check('types', ...['core', 'worker', 'app', 'tests'].map(typesOf)),
  check('lint', [bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.']),
  check('imports', [
    bin('dependency-cruiser/bin/dependency-cruise.mjs'),
    ...['--config', '.dependency-cruiser.cjs', 'src', 'scripts'],
  ]),
  check('file size', ['--import', 'tsx', 'scripts/check-file-size.ts']),
  check('build', [bin('vite/bin/vite.js'), 'build', '--logLevel', 'warn']),
];

export const unitSteps: readonly Step[] = [vitest('unit', {})];

/** Steps that need a browser. */
export const browserSteps = (browser: string): readonly Step[] => [
  vitest('browser', { CHROME_PATH: browser }),
  vitest('e2e', { CHROME_PATH: browser }),
];
