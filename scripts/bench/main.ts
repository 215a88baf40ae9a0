/** `npm run bench`: measures here and now, prints every figure and writes docs/BENCHMARKS.md. */
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as prettier from 'prettier';
import { ROOT } from '../build-app.ts';
import { requireBrowser } from '../find-browser.ts';
import type { BenchFigure } from './figure.ts';
import { benchFeatures } from './features.ts';
import { benchLecture } from './lecture.ts';
import { benchModel } from './model.ts';
import { benchStorage } from './storage.ts';
import { benchVision } from './vision.ts';

interface Piece {
  readonly name: string;
  readonly title: string;
  readonly run: () => Promise<BenchFigure[]>;
}

const PIECES: readonly Piece[] = [
  { name: 'vision', title: 'From camera to features', run: benchVision },
  { name: 'features', title: 'The features themselves', run: benchFeatures },
  { name: 'lecture', title: 'The page while the lecture plays', run: benchLecture },
  { name: 'model', title: 'Learning states, by backend', run: benchModel },
  { name: 'storage', title: 'The record', run: benchStorage },
];
const TARGET = path.join(ROOT, 'docs/BENCHMARKS.md');

/** Three significant figures, without an exponent. */
const shown = (value: number): string => (value === 0 ? '0' : String(Number(value.toPrecision(3))));

function table(figures: readonly BenchFigure[]): string {
  const rows = figures.map(
    ({ name, unit, median, p95, samples, note }) =>
      `| ${name} | ${shown(median)} | ${p95 === undefined ? '' : shown(p95)} | ${unit} | ${samples} | ${note} |`,
  );
  return [
    '| what | median | p95 | unit | of | how |',
    '|---|---:|---:|---|---:|---|',
    ...rows,
  ].join('\n');
}

const browserVersion = (): string =>
  execFileSync(requireBrowser(), ['--version', '--no-sandbox'], { encoding: 'utf8' }).trim();

/** What stands above the tables; the load says how far the machine was our own. */
function machine(loadBefore: number, loadAfter: number): string {
  const processor = cpus()[0]?.model ?? 'unknown processor';
  return [
    `- date: ${new Date().toISOString().slice(0, 10)}`,
    `- machine: ${processor}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}`,
    `- browser: ${browserVersion()}, headless`,
    `- Node: ${process.version}`,
    `- load before and after (processes wanting to run, 1 min mean): ${loadBefore.toFixed(1)}, ${loadAfter.toFixed(1)}`,
  ].join('\n');
}

function chosenPieces(): readonly Piece[] {
  const { positionals } = parseArgs({ allowPositionals: true });
  const unknown = positionals.find((name) => !PIECES.some((piece) => piece.name === name));
  if (unknown !== undefined) {
    const known = PIECES.map(({ name }) => name).join(', ');
    throw new RangeError(`There is no bench called ${unknown}; known are ${known}.`);
  }
  return positionals.length === 0
    ? PIECES
    : PIECES.filter(({ name }) => positionals.includes(name));
}

async function main(): Promise<void> {
  const pieces = chosenPieces();
  const loadBefore = loadavg()[0] ?? 0;
  const sections: string[] = [];
  for (const [index, { title, run }] of pieces.entries()) {
    console.log(`${index + 1} of ${pieces.length}: ${title} …`);
    const figures = await run();
    for (const { name, median, p95, unit } of figures) {
      const tail = p95 === undefined ? '' : ` (p95 ${shown(p95)})`;
      console.log(`  ${name}: ${shown(median)} ${unit}${tail}`);
    }
    sections.push(`## ${title}\n\n${table(figures)}`);
  }
  if (pieces.length < PIECES.length) {
    console.log('docs/BENCHMARKS.md is written by a whole run only.');
    return;
  }
  const text = [
    '# Benchmarks',
    'Written by `npm run bench`; not edited by hand. Medians, because other programs disturb means.',
    machine(loadBefore, loadavg()[0] ?? 0),
    ...sections,
  ].join('\n\n');
  const config = (await prettier.resolveConfig(TARGET)) ?? {};
  await writeFile(TARGET, await prettier.format(text, { ...config, filepath: TARGET }));
  console.log('Written to docs/BENCHMARKS.md.');
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof RangeError ? 2 : 1;
}
