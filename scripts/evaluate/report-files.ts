import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Judged } from '#core/evaluation/report/report-of.ts';
import { reportTables } from '#core/evaluation/report/report-tables.ts';
import { summaryLines } from '#core/evaluation/report/summary-lines.ts';
import { evaluationFigures } from '#ui/charts/evaluation/evaluation-figures.ts';
import { reportPage } from '#ui/charts/evaluation/report-page.ts';
import { parseHTML } from 'linkedom';
import { UserError } from '../extract/user-error.ts';
import { svgFile } from './svg-file.ts';

/** The files of a report: figures, curves as tables, charts, and a page that shows them. */
export function reportFiles(judged: Judged): ReadonlyMap<string, string> {
  const { report, curves } = judged;
  const figures = evaluationFigures(judged);
  const page = [
    `# Evaluation of ${report.model.id}`,
    '',
    '```',
    ...summaryLines(report),
    '```',
    ...figures.flatMap(({ name, caption }) => ['', `![${caption}](${name}.svg)`, '', caption]),
    '',
    'Figures: `metrics.json`. Curves: `roc.csv`, `precision_recall.csv`, `reliability.csv`.',
    '',
  ];
  const html = reportPage(
    { title: `Evaluation of ${report.model.id}`, lead: [], report, figures, study: null },
    { document: parseHTML('<!doctype html><html><body></body></html>').document, width: 640 },
  );
  return new Map([
    ...reportTables(report, curves),
    ...figures.map(({ name, draw }): [string, string] => [`${name}.svg`, svgFile(draw)]),
    ['report.html', html],
    ['report.md', page.join('\n')],
  ]);
}

/** Writes files into a folder, which is made; none is left half written. Throws UserError. */
export async function writeReport(
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, content] of files) {
      const path = join(folder, name);
      await writeFile(`${path}.part`, content);
      await rename(`${path}.part`, path);
    }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`${folder}: the report cannot be written there (${why}).`, { cause });
  }
}
