import type { FileToSave } from '#adapters/files/content.ts';
import { pngOfSvg } from '#adapters/files/picture-of-svg.ts';
import { zipped } from '#adapters/files/zip.ts';
import { formatReport } from '#core/evaluation/report/evaluation-report.ts';
import { reportTables } from '#core/evaluation/report/report-tables.ts';
import { formatStudy } from '#core/evaluation/study/study.ts';
import type { RunFile, RunJudgement } from '#core/lab/judge/run-judgement.ts';
import {
  evaluationFigures,
  type EvaluationFigure,
  fileWords,
} from '#ui/charts/evaluation/evaluation-figures.ts';
import type { PlotPlace } from '#ui/charts/evaluation/plot-options.ts';
import { reportPage } from '#ui/charts/evaluation/report-page.ts';
import { standaloneSvg } from '#ui/charts/evaluation/standalone-svg.ts';
import type { JudgeExport } from '#ui/lab/judge/judge-actions.ts';
import { dateAndTime } from '#ui/words/format.ts';
import { timestampMs } from '#core/units.ts';

const WIDTH = 640;
/** So that a PNG is sharp on paper and on screens of two pixels to one. */
const SCALE = 2;

const MIME = {
  html: 'text/html',
  json: 'application/json',
  csv: 'text/csv',
  svg: 'image/svg+xml',
  png: 'image/png',
} as const;

const place = (): PlotPlace => ({
  document: document.implementation.createHTMLDocument(),
  width: WIDTH,
});

/** Made when it is read, which is after the person chose where to save it. */
async function* made(
  make: () => string | Promise<string | Uint8Array>,
): AsyncGenerator<string | Uint8Array> {
  yield await make();
}

const svgOf = (figure: EvaluationFigure): string => standaloneSvg(figure.draw, place());
/** On white, whatever the system's colours are: it has no way to change them. */
const pngOf = (figure: EvaluationFigure): Promise<Uint8Array> =>
  pngOfSvg(standaloneSvg(figure.draw, place(), 'light'), SCALE);

export interface JudgedRun {
  readonly file: RunFile;
  readonly judgement: RunJudgement;
}

/** The beginning of every file's name. */
export const fileStem = ({ run }: RunFile): string => {
  const words = fileWords(run.name)
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
  return words === '' ? 'run' : words;
};

function htmlOf({ file, judgement }: JudgedRun, figures: readonly EvaluationFigure[]): string {
  const { run, bundle } = file;
  const { data, report } = judgement;
  return reportPage(
    {
      title: run.name,
      lead: [
        `Trained ${dateAndTime(timestampMs(run.startedAt))} by the recipe ${run.recipe.name} on ${run.material?.sources.join(', ') ?? 'sources of this browser'}.`,
        ...(data.kind === 'same' ? [] : [data.why]),
      ],
      report,
      figures,
      study: bundle?.study ?? null,
    },
    place(),
  );
}

/** The file that was asked for. Throws RangeError for a figure that there is not. */
export function judgedFile(judged: JudgedRun, what: JudgeExport, now: Date): FileToSave {
  const { file, judgement } = judged;
  const { report, curves } = judgement;
  const stem = fileStem(file);
  const figures = evaluationFigures(judgement);
  const text = (name: string, mime: string, make: () => string | Promise<string | Uint8Array>) => ({
    name,
    mime,
    content: made(make),
  });
  const picture = (figure: EvaluationFigure, kind: 'svg' | 'png', name: string): FileToSave =>
    text(name, MIME[kind], () => (kind === 'svg' ? svgOf(figure) : pngOf(figure)));
  switch (what.kind) {
    case 'html':
      return text(`${stem}-report.html`, MIME.html, () => htmlOf(judged, figures));
    case 'json':
      return text(`${stem}-report.json`, MIME.json, () => formatReport(report));
    case 'svg':
    case 'png': {
      const figure = figures.find(({ name }) => name === what.figure);
      if (figure === undefined) throw new RangeError(`there is no figure ${what.figure}`);
      return picture(figure, what.kind, `${stem}-${figure.name}.${what.kind}`);
    }
    case 'zip': {
      const study = file.bundle?.study;
      const all = async function* (): AsyncGenerator<FileToSave> {
        yield text('report.html', MIME.html, () => htmlOf(judged, figures));
        for (const [name, content] of reportTables(report, curves)) {
          yield text(name, name.endsWith('.csv') ? MIME.csv : MIME.json, () => content);
        }
        if (study !== undefined) yield text('study.json', MIME.json, () => formatStudy(study));
        for (const figure of figures) {
          yield picture(figure, 'svg', `${figure.name}.svg`);
          yield picture(figure, 'png', `${figure.name}.png`);
        }
        await Promise.resolve();
      };
      return zipped(`${stem}-report.zip`, all(), now);
    }
  }
}
