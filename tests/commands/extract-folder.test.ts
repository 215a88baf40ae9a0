import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { withBrowserPage } from '../../scripts/media/browser-page.ts';
import { extractCommand, startExtract, type RunningExtract } from './support/extract-command.ts';
import type { VideosPage } from './support/videos-page.ts';

const PHOTOS = path.join(import.meta.dirname, '../../node_modules/@vladmandic/face-api/demo');
const STEP_S = 1 / 30;
/** A browser starts, and reads a few clips, on a machine that has other work. */
const PATIENCE_MS = 300_000;

/** Short clips that differ, made once. */
const LENGTHS = { short: 8, other: 12, long: 60 } as const;
let media = '';
let folder = '';
let running: RunningExtract[] = [];

beforeAll(async () => {
  media = mkdtempSync(path.join(tmpdir(), 'heed-clips-'));
  await withBrowserPage(
    'tests/commands/support/videos-page.ts',
    { photos: PHOTOS },
    async (page) => {
      for (const [name, frames] of Object.entries(LENGTHS)) {
        const video = await page.evaluate(
          (times) =>
            (globalThis as unknown as VideosPage).videosPage.mp4({
              rotation: 0,
              times,
              index: 'front',
            }),
          Array.from({ length: frames }, (_, i) => i * STEP_S),
        );
        writeFileSync(path.join(media, `${name}.mp4`), Buffer.from(video, 'base64'));
      }
    },
  );
});
afterAll(() => {
  rmSync(media, { recursive: true, force: true });
});
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'heed-folder-'));
});
afterEach(async () => {
  for (const { child, ended } of running) {
    child.kill('SIGKILL');
    await ended;
  }
  running = [];
  rmSync(folder, { recursive: true, force: true });
});

const at = (...names: string[]): string => path.join(folder, ...names);
function put(clip: keyof typeof LENGTHS, name: string): void {
  mkdirSync(path.dirname(at('in', name)), { recursive: true });
  copyFileSync(path.join(media, `${clip}.mp4`), at('in', name));
}
const OUT = () => ['--out', at('out')];
const extractAll = (...more: string[]) => extractCommand([at('in'), ...OUT(), ...more]);
function startAll(...more: string[]): RunningExtract {
  const started = startExtract([at('in'), ...OUT(), ...more]);
  running.push(started);
  return started;
}
const read = (name: string): string => readFileSync(at(name), 'utf8');
/** Status of each clip by the report, and its rows. */
function report(): Record<string, string> {
  const rows: Record<string, string>[] = parse(read('out/heed-extract-report.csv'), {
    columns: true,
  });
  const outcomes: Record<string, string> = {};
  for (const { clip = '', status = '', rows: count = '' } of rows) {
    outcomes[clip] = `${status} ${count}`.trim();
  }
  return outcomes;
}
/** What a file was when: any new one in its place differs. */
const mark = (name: string): string => {
  const { ino, mtimeNs, size } = statSync(at(name), { bigint: true });
  return `${ino} ${mtimeNs} ${size}`;
};
const everything = (): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(at(name)).isFile(),
  );
/** A table is in its place a moment before the journal tells of it. */
const isJournalled = (clip: string): boolean =>
  existsSync(at('out/heed-extract-journal.jsonl')) &&
  read('out/heed-extract-journal.jsonl').includes(`"${clip}"`);
const unfinished = (): string[] => everything().filter((name) => name.endsWith('.part'));
async function until(what: () => boolean): Promise<void> {
  const end = performance.now() + PATIENCE_MS / 2;
  while (!what()) {
    if (performance.now() > end) throw new Error('It did not come to that.');
    await pause(20);
  }
}

test(
  '[BAT-1] [BAT-3] [BAT-6] [BAT-8] a damaged clip stops no other, and only what is missing or changed is read again',
  async () => {
    put('short', 'Train/110001/1/1.mp4');
    put('other', 'Train/110002/2/2.mp4');
    put('short', 'Train/110002/3/3.mp4');
    put('short', 'Test/broken.mp4');
    const whole = readFileSync(at('in/Test/broken.mp4'));
    writeFileSync(at('in/Test/broken.mp4'), whole.subarray(0, whole.length * 0.7));

    const first = await extractAll();
    expect(first.code, first.stderr).toBe(3);
    expect(first.stderr).toMatch(/Test\/broken\.mp4: the file is cut off or damaged/);
    expect(report()).toEqual({
      'Test/broken.mp4': 'failed',
      'Train/110001/1/1.mp4': 'done 8',
      'Train/110002/2/2.mp4': 'done 12',
      'Train/110002/3/3.mp4': 'done 8',
    });
    expect(existsSync(at('out/Test/broken.csv'))).toBe(false);
    // What was read before in the same browser leaves no trace.
    const alone = await extractCommand([at('in/Train/110002/3/3.mp4'), '--out', at('alone.csv')]);
    expect(alone.code, alone.stderr).toBe(0);
    expect(read('out/Train/110002/3/3.csv')).toBe(read('alone.csv'));
    expect(read('out/Train/110001/1/1.csv')).toBe(read('alone.csv'));

    const untouched = mark('out/Train/110001/1/1.csv');
    writeFileSync(at('in/Test/broken.mp4'), whole);
    const later = Date.now() / 1000 + 60;
    utimesSync(at('in/Train/110002/2/2.mp4'), later, later);
    rmSync(at('out/Train/110002/3/3.csv'));
    const second = await extractAll();
    expect(second.code, second.stderr).toBe(0);
    expect(second.stderr).toContain(
      'read again: 2 (the clip changed: 1; its output is missing: 1)',
    );
    expect(report()).toEqual({
      'Test/broken.mp4': 'done 8',
      'Train/110001/1/1.mp4': 'skipped 8',
      'Train/110002/2/2.mp4': 'done 12',
      'Train/110002/3/3.mp4': 'done 8',
    });
    expect(mark('out/Train/110001/1/1.csv')).toBe(untouched);

    const third = await extractAll();
    expect(third.code, third.stderr).toBe(0);
    expect(third.stdout).toContain('0 clips read (0 rows, 0.0 frames/s), 4 done before');
  },
  PATIENCE_MS,
);

test(
  '[BAT-1] [BAT-3] another layout, and recordings that were not asked for before, are made',
  async () => {
    put('short', 'a/x.mp4');
    put('other', 'y.mp4');
    expect((await extractAll()).code).toBe(0);
    const raw = await extractAll('--raw', at('raw'), '--layout', 'smart-lms', '--jobs', '2');
    expect(raw.code, raw.stderr).toBe(0);
    expect(raw.stderr).toContain('other settings or features: 2');
    expect(read('out/y.csv').split('\n')[0]).toContain('engagement_score');
    const again = await extractCommand([
      at('raw/a/x.json'),
      '--out',
      at('again.csv'),
      '--layout',
      'smart-lms',
    ]);
    expect(again.code, again.stderr).toBe(0);
    expect(read('again.csv')).toBe(read('out/a/x.csv'));
  },
  PATIENCE_MS,
);

test(
  '[BAT-4] [BAT-5] killed amid a clip, it goes on where it was and leaves nothing half made',
  async () => {
    put('short', '1.mp4');
    for (const name of ['2.mp4', '3.mp4', '4.mp4']) put('long', name);
    const { child, ended } = startAll();
    await until(() => existsSync(at('out/1.csv')) && unfinished().some((n) => n.includes('.2.')));
    child.kill('SIGKILL');
    await ended;
    expect(readdirSync(at('out')).filter((name) => /^\d\.csv$/.test(name))).toEqual(['1.csv']);
    expect(unfinished()).not.toEqual([]);
    const done = mark('out/1.csv');
    const second = await extractAll('--jobs', '2');
    expect(second.code, second.stderr).toBe(0);
    expect(report()).toEqual({
      '1.mp4': 'skipped 8',
      '2.mp4': 'done 60',
      '3.mp4': 'done 60',
      '4.mp4': 'done 60',
    });
    expect(mark('out/1.csv')).toBe(done);
    expect(unfinished()).toEqual([]);
    expect(existsSync(at('out/heed-extract.lock'))).toBe(false);
  },
  PATIENCE_MS,
);

test.skipIf(process.platform === 'win32')(
  '[BAT-4] [BAT-5] [BAT-7] a second run into the folder is refused, and the first, interrupted, says how far it came',
  async () => {
    put('short', '1.mp4');
    put('long', '2.mp4');
    put('long', '3.mp4');
    const { child, ended } = startAll();
    await until(() => isJournalled('1.mp4'));
    // Held still, so that it is not at its end before the second has begun.
    child.kill('SIGSTOP');
    const second = await extractAll();
    child.kill('SIGCONT');
    expect(second.code).toBe(2);
    expect(second.stderr).toContain(`another run is writing into it (process ${String(child.pid)}`);
    expect(second.stderr).not.toMatch(/\n\s+at /);
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
    expect(report()['1.mp4']).toBe('done 8');
    expect(report()['3.mp4']).toBe('waiting');
    expect(unfinished()).toEqual([]);
    expect(existsSync(at('out/heed-extract.lock'))).toBe(false);
  },
  PATIENCE_MS,
);

const children = (pid: number | undefined): number[] =>
  readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8')
    .split(' ')
    .filter((number) => number !== '')
    .map(Number);

test.skipIf(process.platform !== 'linux')(
  '[BAT-8] a browser that ends amid a clip is replaced, and nothing is lost',
  async () => {
    put('long', '1.mp4');
    put('short', '2.mp4');
    const { child, ended } = startAll();
    await until(() => unfinished().some((name) => name.includes('.1.')));
    const browsers = children(child.pid).filter((pid) =>
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--remote-debugging-pipe'),
    );
    expect(browsers).toHaveLength(1);
    for (const pid of browsers) process.kill(pid, 'SIGKILL');
    const { code, stderr } = await ended;
    expect(code, stderr).toBe(0);
    expect(report()).toEqual({ '1.mp4': 'done 60', '2.mp4': 'done 8' });
    expect(unfinished()).toEqual([]);
  },
  PATIENCE_MS,
);
