/** Simulated students in processes of their own. */
import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../../build-app.ts';
import type { LoadCommand, LoadNews } from './load-messages.ts';

/** Students of one process. */
const MOST_EACH = 1250;

export interface StudentLoad {
  start(): void;
  /** Resolves when all that was sent is answered. */
  stop(): Promise<StudentReport>;
  close(): void;
}

export interface StudentReport {
  /** Last number that each student sent. */
  readonly sent: readonly number[];
  readonly failed: number;
  /** From start to stop, all processes together. */
  readonly cpuSeconds: number;
}

interface StudentOptions {
  readonly url: string;
  readonly secret: string;
  readonly students: number;
  readonly hz: number;
}

const newsOf = (child: ChildProcess): Promise<LoadNews> =>
  new Promise((resolve, reject) => {
    child.once('message', (news: LoadNews) => {
      if (news.kind === 'failed') reject(new Error(`students: ${news.why}`));
      else resolve(news);
    });
    child.once('exit', (code) => {
      reject(new Error(`a process of students ended with code ${String(code)}`));
    });
  });

/** Resolves when everybody is connected. */
export async function joinStudents(options: StudentOptions): Promise<StudentLoad> {
  const { students, url, secret, hz } = options;
  const count = Math.ceil(students / MOST_EACH);
  const children = Array.from({ length: count }, () =>
    fork(path.join(ROOT, 'scripts/bench/class/student-process.ts'), {
      cwd: ROOT,
      execArgv: ['--import', 'tsx'],
    }),
  );
  const all = async (commandOf: (part: number) => LoadCommand): Promise<readonly LoadNews[]> =>
    Promise.all(
      children.map((child, part) => {
        const news = newsOf(child);
        child.send(commandOf(part));
        return news;
      }),
    );
  const close = (): void => {
    for (const child of children) {
      child.removeAllListeners('exit');
      child.kill('SIGKILL');
    }
  };
  const bound = (part: number): number => Math.floor((students * part) / count);
  try {
    await all((part) => ({
      kind: 'join',
      order: { url, secret, hz, first: bound(part), end: bound(part + 1) },
    }));
  } catch (error) {
    close();
    throw error;
  }
  return {
    start() {
      for (const child of children) child.send({ kind: 'start' } satisfies LoadCommand);
    },
    async stop() {
      const reports = (await all(() => ({ kind: 'stop' }))).filter(
        (news) => news.kind === 'stopped',
      );
      return {
        sent: reports.flatMap(({ sent }) => sent),
        failed: reports.reduce((sum, { failed }) => sum + failed, 0),
        cpuSeconds: reports.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
      };
    },
    close,
  };
}
