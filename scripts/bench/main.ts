/**
 * `npm run bench`: measures here and now, prints every figure and writes docs/BENCHMARKS.md;
 * `npm run bench model` measures one piece and writes its section alone.
 */
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, getPriority, loadavg, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as prettier from 'prettier';
import { ROOT } from '../build-app.ts';
import { requireBrowser } from '../find-browser.ts';
import { benchClass } from './class.ts';
import type { BenchFigure } from './figure.ts';
import { benchClassFigures } from './class-figures.ts';
import { benchFeatures } from './features.ts';
import { benchLab } from './lab.ts';
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
  { name: 'class', title: 'A class', run: benchClass },
  { name: 'class-figures', title: 'The figures of a class', run: benchClassFigures },
  { name: 'lab', title: 'The lab', run: benchLab },
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

/** A bench may go before other programs where the machine is shared; then that is told. */
function loadWords(before: number, after: number): string {
  const priority = getPriority();
  const first = priority === 0 ? '' : `; run before them (nice ${priority})`;
  return `load before and after (processes wanting to run, 1 min mean): ${before.toFixed(1)}, ${after.toFixed(1)}${first}`;
}

/** What stands above the tables; the load says how far the machine was our own. */
function machine(loadBefore: number, loadAfter: number): string {
  const processor = cpus()[0]?.model ?? 'unknown processor';
  return [
    `- date: ${new Date().toISOString().slice(0, 10)}`,
    `- machine: ${processor}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform}`,
    `- browser: ${browserVersion()}, headless`,
    `- Node: ${process.version}`,
    `- ${loadWords(loadBefore, loadAfter)}`,
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

interface Section {
  readonly title: string;
  readonly body: string;
}

/** The sections of the written file, without what stands above them. */
async function writtenSections(): Promise<{ readonly above: string; readonly all: Section[] }> {
  const [above = '', ...sections] = (await readFile(TARGET, 'utf8')).split(/^## /m);
  const all = sections.map((text) => {
    const [title = '', ...lines] = text.split('\n');
    return { title, body: lines.join('\n').trim() };
  });
  return { above: above.trim(), all };
}

/** Puts a few pieces' sections in the place of those that were written before. */
async function withNewSections(fresh: readonly Section[], load: string): Promise<string> {
  const { above, all } = await writtenSections();
  const apart = `Measured apart on ${new Date().toISOString().slice(0, 10)}; ${load}.`;
  const dated = fresh.map(({ title, body }) => ({ title, body: `${apart}\n\n${body}` }));
  const sections = all.map((old) => dated.find(({ title }) => title === old.title) ?? old);
  const added = dated.filter(({ title }) => !all.some((old) => old.title === title));
  return [
    above,
    ...[...sections, ...added].map(({ title, body }) => `## ${title}\n\n${body}`),
  ].join('\n\n');
}

async function main(): Promise<void> {
  const pieces = chosenPieces();
  const loadBefore = loadavg()[0] ?? 0;
  const sections: Section[] = [];
  for (const [index, { title, run }] of pieces.entries()) {
    console.log(`${index + 1} of ${pieces.length}: ${title} …`);
    const figures = await run();
    for (const { name, median, p95, unit } of figures) {
      const tail = p95 === undefined ? '' : ` (p95 ${shown(p95)})`;
      console.log(`  ${name}: ${shown(median)} ${unit}${tail}`);
    }
    sections.push({ title, body: table(figures) });
  }
  const loadAfter = loadavg()[0] ?? 0;
  const text =
    pieces.length < PIECES.length
      ? await withNewSections(sections, loadWords(loadBefore, loadAfter))
      : [
          '# Benchmarks',
          'Written by `npm run bench`; not edited by hand. Medians, because other programs disturb means.',
          machine(loadBefore, loadAfter),
          ...sections.map(({ title, body }) => `## ${title}\n\n${body}`),
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
