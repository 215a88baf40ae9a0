import type { EvaluationReport } from '#core/evaluation/report/evaluation-report.ts';
import { summaryLines } from '#core/evaluation/report/summary-lines.ts';
import { verdictSentences } from '#core/evaluation/report/verdict.ts';
import type { Study } from '#core/evaluation/study/study.ts';
import { studyLines } from '#core/evaluation/study/study-lines.ts';
import type { EvaluationFigure } from './evaluation-figures.ts';
import type { PlotPlace } from './plot-options.ts';
import { schemeRules, standaloneSvg } from './standalone-svg.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML shows it, whatever it is. */
export const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (letter) => ENTITIES[letter] ?? '');

const STYLE = `${schemeRules(':root', 'both')}
:root { color-scheme: light dark; }
body { margin: 0 auto; max-width: 44rem; padding: 1.5rem 1rem 4rem; background: var(--heed-page); color: var(--heed-ink); font: 1rem/1.55 system-ui, sans-serif; }
h1, h2 { line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin-top: 2.5rem; }
figure { margin: 1rem 0; }
figcaption, .soft { color: var(--heed-ink-soft); }
pre, svg { max-width: 100%; }
svg { height: auto; }
pre { overflow-x: auto; padding: 1rem; background: var(--heed-surface); border: 1px solid var(--heed-rule); border-radius: 0.5rem; font-size: 0.8125rem; }
@media print { body { max-width: none; } figure { break-inside: avoid; } }`;

export interface ReportPage {
  readonly title: string;
  /** Below the title, such as when the run was trained and on what. */
  readonly lead: readonly string[];
  readonly report: EvaluationReport;
  readonly figures: readonly EvaluationFigure[];
  /** What the model goes by, where that was asked. */
  readonly study: Study | null;
}

const paragraphs = (lines: readonly string[], name = ''): string =>
  lines.map((line) => `<p${name}>${escaped(line)}</p>`).join('\n');

const block = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `<h2>${escaped(title)}</h2>\n<pre>${escaped(lines.join('\n'))}</pre>`;

/** A report as one HTML file with its figures in it; it loads nothing and runs nothing. */
export function reportPage(
  { title, lead, report, figures, study }: ReportPage,
  place: PlotPlace,
): string {
  const pictures = figures.map(
    (figure) =>
      `<h2>${escaped(figure.title)}</h2>\n<figure>${standaloneSvg(figure.draw, place)}<figcaption>${escaped(figure.caption)}</figcaption></figure>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
${paragraphs(lead, ' class="soft"')}
${paragraphs(verdictSentences(report.evaluation))}
${block('Figures', summaryLines(report))}
${pictures.join('\n')}
${study === null ? '' : block('What the model goes by', studyLines(study))}
<p class="soft">Model ${escaped(report.model.id)}, written ${escaped(report.createdAt)}.</p>
</body>
</html>
`;
}
