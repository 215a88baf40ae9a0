import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { featuresCsv } from '../../support/features-csv.ts';
import { smallBundle } from '../../support/small-bundle.ts';

const ROOT = join(import.meta.dirname, '../../..');
let folder: string;
let model: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-predict-'));
  model = await mkdtemp(join(tmpdir(), 'heed-model-'));
  const { manifest, weights } = await smallBundle();
  await writeFile(join(model, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(join(model, 'weights.bin'), new Uint8Array(weights));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await rm(model, { recursive: true });
});

interface Ended {
  readonly code: number;
  readonly said: string;
  readonly complaint: string;
}

/** Runs the command as `npm run predict` does. */
function predict(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const command = [join(ROOT, 'node_modules/tsx/dist/cli.mjs'), 'scripts/predict.ts', ...args];
    execFile(process.execPath, command, { cwd: ROOT }, (error, said, complaint) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ code, said, complaint });
    });
  });
}

async function given(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function predictions(name: string, content: string): Promise<string[][]> {
  const input = await given(name, content);
  const out = join(folder, `${name}.out.csv`);
  const ended = await predict(input, '--out', out, '--model', model);
  expect(ended).toMatchObject({ code: 0, complaint: '' });
  const lines = (await readFile(out, 'utf8')).trimEnd().split('\n');
  return lines.map((line) => line.split(','));
}

describe('npm run predict', { timeout: 180_000 }, () => {
  it('[PRD-1] [PRD-4] writes a line per window of a sequence', async () => {
    const csv = featuresCsv({ rows: 60, seed: 1, time: (row) => row / 30 });
    const [header, ...lines] = await predictions('sequence.csv', csv);
    expect(header?.join()).toBe('row,timestamp_s,boredom,engagement,confusion,frustration,reason');
    expect(lines).toHaveLength(60);
    expect(lines[0]?.join()).toBe('0,0.000000,,,,,warming_up');
    expect(lines[29]?.slice(0, 2)).toEqual(['29', '0.966667']);
    for (const cells of lines.slice(29)) {
      const sum = cells.slice(2, 6).reduce((total, cell) => total + Number(cell), 0);
      expect(sum).toBeCloseTo(1, 4);
      expect(cells[6]).toBe('');
    }
  });

  it('[PRD-3] writes a line per still, without a time', async () => {
    const csv = featuresCsv({ rows: 5, seed: 2, absent: (row) => row === 3 });
    const [, ...lines] = await predictions('stills.csv', csv);
    expect(lines.map((cells) => cells.slice(0, 2).join())).toEqual(['0,', '1,', '2,', '3,', '4,']);
    expect(lines[3]?.join()).toBe('3,,,,,,absent');
  });

  it('[PRD-8] leaves unsupported windows empty with --abstain', async () => {
    const shy = await mkdtemp(join(tmpdir(), 'heed-shy-'));
    const { manifest, weights } = await smallBundle();
    await writeFile(join(shy, 'manifest.json'), JSON.stringify({ ...manifest, abstention: null }));
    await writeFile(join(shy, 'weights.bin'), new Uint8Array(weights));
    const input = await given('shy.csv', featuresCsv({ rows: 3, seed: 2 }));
    const said = async (...more: string[]) => {
      const out = join(folder, 'shy.out.csv');
      expect((await predict(input, '--out', out, '--model', shy, ...more)).code).toBe(0);
      return (await readFile(out, 'utf8')).trimEnd().split('\n').slice(1);
    };
    for (const line of await said('--abstain')) expect(line).toMatch(/^\d,,,,,,low_confidence$/);
    for (const line of await said()) expect(line).toMatch(/^\d,(,0\.\d{6}){4},$/);
    await rm(shy, { recursive: true });
  });

  it('[PRD-5] refuses bad input in one sentence with exit code 2, and leaves no file', async () => {
    const good = featuresCsv({ rows: 400, seed: 3, time: (row) => row / 30 });
    const lines = good.split('\n');
    const changed = (line: number, column: number, cell: string) => {
      const cells = (lines[line - 1] ?? '').split(',');
      cells[column] = cell;
      return lines.with(line - 1, cells.join()).join('\n');
    };
    const bad: [string, string, RegExp][] = [
      ['words.csv', changed(390, 3, 'high'), /words\.csv, line 390, column AU01_r: .*high/],
      ['nan.csv', changed(5, 4, 'NaN'), /nan\.csv, line 5, column AU02_r: /],
      ['range.csv', changed(380, 3, '5.2'), /range\.csv, line 380, column AU01_r: .*5\.2/],
      ['other.csv', 'a,b\n1,2\n', /other\.csv/],
      ['empty.csv', '', /empty\.csv/],
    ];
    await Promise.all(
      bad.map(async ([name, content, complaint]) => {
        const input = await given(name, content);
        const ended = await predict(input, '--out', join(folder, `${name}.out`), '--model', model);
        expect(ended.complaint).toMatch(complaint);
        expect(ended.complaint.trimEnd()).not.toContain('\n');
        expect(ended.code).toBe(2);
      }),
    );
    expect((await readdir(folder)).filter((name) => /\.csv\.out$|part/.test(name))).toEqual([]);
  });

  it('[PRD-5] says what is wrong with the arguments, the input or the model', async () => {
    const input = await given('good.csv', featuresCsv({ rows: 3, seed: 1 }));
    const out = join(folder, 'never.csv');
    const wrong: [string[], RegExp][] = [
      [[input], /Usage: npm run predict/],
      [[input, '--out', out, '--fast'], /--fast.*Usage/],
      [[join(folder, 'none.csv'), '--out', out], /none\.csv: there is no such file/],
      [[folder, '--out', out], /this is not a file/],
      [[input, '--out', join(folder, 'no/such/x.csv'), '--model', model], /cannot be written/],
      [[input, '--out', out, '--model', folder], /manifest\.json could not be read/],
    ];
    await Promise.all(
      wrong.map(async ([args, complaint]) => {
        const ended = await predict(...args);
        expect(ended.complaint).toMatch(complaint);
        expect(ended.code).toBe(2);
      }),
    );
    expect(await readdir(folder)).not.toContain('never.csv');
  });
});
