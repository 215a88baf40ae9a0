/** The steps of the one test command, each a program of its own. */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { setPriority, tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../build-app.ts';
import { countTests, type Counts } from './vitest-report.ts';

export interface StepResult extends Counts {
  readonly name: string;
  readonly seconds: number;
}

export interface Step {
  readonly name: string;
  /** `say` gets what is to be told of it, as it comes. */
  run(say: (text: string) => void): Promise<Counts>;
}

const bin = (file: string): string => path.join('node_modules', file);

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

interface HowToRun {
  /** Gets the output as it comes; it is kept either way. */
  readonly say: (text: string) => void;
  readonly env?: Readonly<Record<string, string>>;
  /** Steps back while another program wants the processor: for what computes and times nothing. */
  readonly behind: boolean;
}

/** Of `nice`: about a tenth of what a program of the usual priority gets. */
const BEHIND = 10;
/** Leaders of process groups that the terminal does not reach. */
const behindNow = new Set<number>();

function stepBack(leader: number): void {
  behindNow.add(leader);
  setPriority(leader, BEHIND);
  try {
    // Linux may divide the processor among sessions first (sched(7), autogroups): browsers have theirs.
    writeFileSync(`/proc/${leader}/autogroup`, String(BEHIND));
  } catch {
    // There are none here.
  }
}

/** Ends all that runs behind; the rest hears of the same signal itself. */
export function endBehind(): void {
  for (const leader of behindNow) process.kill(-leader, 'SIGTERM');
}

function runNode(args: readonly string[], { say, env, behind }: HowToRun): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
      // A session of its own.
      detached: behind,
    });
    const leader = behind ? child.pid : undefined;
    if (leader !== undefined) stepBack(leader);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => {
        output += text;
        say(text);
      });
    }
    child.once('error', reject);
    child.once('close', (code) => {
      if (leader !== undefined) behindNow.delete(leader);
      resolve({ code, output });
    });
  });
}

const unsaid = (): void => undefined;

/** One or more programs that must all end well; together they count as one test. */
function check(name: string, ...programs: readonly (readonly string[])[]): Step {
  return {
    name,
    run: async (say) => {
      for (const program of programs) {
        const { code, output } = await runNode(program, { say: unsaid, behind: true });
        if (code === 0) continue;
        say(output);
        return { passed: 0, failed: 1, failures: [`${name}: see above`], skipped: [] };
      }
      return { passed: 1, failed: 0, failures: [], skipped: [] };
    },
  };
}

type Project = 'unit' | 'browser' | 'commands' | 'e2e';

function vitest(project: Project, how: Omit<HowToRun, 'say'>): Step {
  return {
    name: project,
    run: async (say) => {
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
          { ...how, say },
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

/** The built app, which the end-to-end tests wait for. */
export const build = check('build', [bin('vite/bin/vite.js'), 'build', '--logLevel', 'warn']);

/** Each uses one core; the longest come first. */
export const checks: readonly Step[] = [
  check('types', ...['core', 'worker', 'app', 'tests'].map(typesOf)),
  check('lint', [bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.']),
  check('format', [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']),
  check('imports', [
    bin('dependency-cruiser/bin/dependency-cruise.mjs'),
    ...['--config', '.dependency-cruiser.cjs', 'src', 'scripts'],
  ]),
  check('file size', ['--import', 'tsx', 'scripts/check-file-size.ts']),
];

export const unit = vitest('unit', { behind: true });

export interface BrowserSteps {
  readonly browser: Step;
  readonly commands: Step;
  readonly e2e: Step;
}

/** Steps that need a browser, which is at that path. */
export function browserSteps(place: string): BrowserSteps {
  const env = { CHROME_PATH: place };
  return {
    browser: vitest('browser', { env, behind: false }),
    commands: vitest('commands', { env, behind: true }),
    e2e: vitest('e2e', { env, behind: false }),
  };
}
