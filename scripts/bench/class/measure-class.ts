/** One run of the class bench: a broker, simulated students, and the built dashboard in Chromium. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Browser, type Page } from 'playwright';
import { transformWithOxc } from 'vite';
import { readDeployment } from '#core/policy/deployment.ts';
import { buildIfNeeded, DIST, ROOT } from '../../build-app.ts';
import { QUIET_FLAGS } from '../../chromium-flags.ts';
import { requireBrowser } from '../../find-browser.ts';
import { startAppServer } from '../../server/app-server.ts';
import { startBenchBroker, type BenchBroker } from './bench-broker.ts';
import type { ProbedScope, ProbeFindings } from './dashboard-probe.ts';
import { BENCH_ROOM, studentName } from './load-messages.ts';
import { browserProcesses, privateBytes, processSeconds } from './processor-time.ts';
import { joinStudents } from './students.ts';

export interface ClassScenario {
  readonly students: number;
  /** Messages of each student a second. */
  readonly hz: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
}

export interface ClassMeasured extends Omit<ProbeFindings, 'last'> {
  readonly sent: number;
  /** Messages whose number never came to the page. */
  readonly lost: number;
  /** Not taken over by the broker, and so said to have failed to whoever sent them. */
  readonly failed: number;
  /** After a collection, bytes. */
  readonly heap: number;
  /** Of the page's process alone, bytes; null where it can't be told. */
  readonly rendererBytes: number | null;
  /** Share of one core while measuring, by process; null where it can't be told. */
  readonly cores: Readonly<Record<'broker' | 'page' | 'drawing' | 'students', number | null>>;
}

const CODE = 'bench-code';
const KEY = 'bench-key';
/** From the last message to counting: what is under way is there by then. */
const DRAIN_MS = 3000;

async function probeScript({ students, hz, seconds, warmUpSeconds }: ClassScenario) {
  const file = path.join(ROOT, 'scripts/bench/class/page-probe.ts');
  const { code } = await transformWithOxc(await readFile(file, 'utf8'), file);
  const messages = Math.ceil(1.2 * students * hz * (seconds + warmUpSeconds + 10)) + students;
  return `globalThis.probeStudents = ${students}; globalThis.probeMessages = ${messages};\n${code.replace(/^export \{\};?$/m, '')}`;
}

async function withDashboard<Result>(
  broker: BenchBroker,
  scenario: ClassScenario,
  use: (page: Page, browser: Browser) => Promise<Result>,
): Promise<Result> {
  await buildIfNeeded(() => undefined);
  const setting = { channel: 'broker', url: broker.url, login: 'join_code' };
  const configText = JSON.stringify({ version: 1, class: setting });
  const allowed = readDeployment(configText).deployment;
  const server = await startAppServer({ folder: DIST, configText, allowed, port: 0 });
  const browser = await chromium.launch({
    executablePath: requireBrowser(),
    args: [...QUIET_FLAGS],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.addInitScript({ content: await probeScript(scenario) });
    const { courseId, lectureId } = BENCH_ROOM;
    await page.goto(`${server.url}/class?course_id=${courseId}&lecture_id=${lectureId}#key=${KEY}`);
    await page.locator('[data-live="true"]').waitFor();
    return await use(page, browser);
  } finally {
    await browser.close();
    await server.close();
  }
}

interface Computed {
  readonly broker: number | null;
  readonly page: number;
  readonly drawing: number;
}

async function computed(browser: Browser, broker: BenchBroker): Promise<Computed> {
  const processes = await browserProcesses(browser);
  const of = (type: string): number =>
    processes.filter((each) => each.type === type).reduce((sum, { seconds }) => sum + seconds, 0);
  return { broker: processSeconds(broker.pid), page: of('renderer'), drawing: of('GPU') };
}

const share = (after: number | null, before: number | null, seconds: number): number | null =>
  after === null || before === null ? null : (after - before) / seconds;

/** The renderer of the page is the one that computed most. */
async function rendererBytes(browser: Browser): Promise<number | null> {
  const renderers = (await browserProcesses(browser)).filter(({ type }) => type === 'renderer');
  const [busiest] = renderers.toSorted((a, b) => b.seconds - a.seconds);
  return busiest === undefined ? null : privateBytes(busiest.pid);
}

async function heapBytes(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  return (await devtools.send('Runtime.getHeapUsage')).usedSize;
}

/** `say` is told how far it is. Throws where there is no Mosquitto. */
export async function measureClass(
  scenario: ClassScenario,
  say: (words: string) => void,
): Promise<ClassMeasured> {
  const { students, hz, seconds, warmUpSeconds } = scenario;
  const names = Array.from({ length: students }, (_, i) => [studentName(i), CODE] as const);
  const broker = await startBenchBroker(new Map([['instructor', KEY], ...names]));
  try {
    return await withDashboard(broker, scenario, async (page, browser) => {
      say(`connecting ${students} students …`);
      const load = await joinStudents({ url: broker.url, secret: CODE, students, hz });
      try {
        load.start();
        const started = performance.now();
        await pause(warmUpSeconds * 1000);
        say(`measuring for ${seconds} s …`);
        const before = await computed(browser, broker);
        const from = Date.now();
        await pause(seconds * 1000);
        const to = Date.now();
        const after = await computed(browser, broker);
        const ranSeconds = (performance.now() - started) / 1000;
        const report = await load.stop();
        await pause(DRAIN_MS);
        const rendererNow = await rendererBytes(browser);
        const { last, ...found } = await page.evaluate(
          ([start, end]) => (globalThis as ProbedScope).dashboardProbe.findings(start, end),
          [from, to] as const,
        );
        const lostAtEnd = report.sent.reduce((sum, sent, i) => sum + sent - (last[i] ?? 0), 0);
        const measuredSeconds = (to - from) / 1000;
        return {
          ...found,
          sent: report.sent.reduce((sum, sent) => sum + sent, 0),
          failed: report.failed,
          lost: lostAtEnd + found.missing,
          heap: await heapBytes(page),
          rendererBytes: rendererNow,
          cores: {
            broker: share(after.broker, before.broker, measuredSeconds),
            page: share(after.page, before.page, measuredSeconds),
            drawing: share(after.drawing, before.drawing, measuredSeconds),
            students: report.cpuSeconds / ranSeconds,
          },
        };
      } finally {
        load.close();
      }
    });
  } finally {
    await broker.close();
  }
}
