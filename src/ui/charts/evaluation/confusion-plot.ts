import type { Question } from '#core/evaluation/evaluation.ts';
import { at } from '#core/numeric/at.ts';
import * as Plot from '@observablehq/plot';
import { ACCENT, INK, plotStyle, type PlotPlace, textWidth } from './plot-options.ts';

const LEAST_CELL_PX = 84;
const CELL_HEIGHT_PX = 52;
/** At most, so that what is written in a cell stays readable. */
const DEEPEST = 0.45;
const HEAD_PX = 58;
/** Names that do not fit beside each other stand aslant. */
const ASLANT_DEGREES = -40;

/** Counts of true and called labels; the deeper a cell, the larger its share of the true label. */
export function confusionPlot({ scale, model }: Question, { document, width }: PlotPlace) {
  const { labels } = scale;
  const cells = model.figures.confusion.flatMap((counts, truth) => {
    const support = counts.reduce((a, b) => a + b, 0);
    return counts.map((count, called) => ({
      truth: at(labels, truth),
      called: at(labels, called),
      count,
      share: support === 0 ? 0 : count / support,
    }));
  });
  const longest = Math.max(...labels.map(textWidth));
  const marginLeft = longest + 24;
  const cellWidth = Math.max(LEAST_CELL_PX, longest + 26);
  const across = Math.min(width, marginLeft + 12 + cellWidth * labels.length);
  const aslant = (across - marginLeft - 12) / labels.length < longest + 4;
  const marginTop = HEAD_PX + (aslant ? Math.ceil(longest * 0.65) : 0);
  return Plot.plot({
    document,
    width: across,
    height: CELL_HEIGHT_PX * labels.length + marginTop + 8,
    marginLeft,
    marginRight: aslant ? Math.ceil(longest * 0.45) : 12,
    marginTop,
    marginBottom: 8,
    style: plotStyle,
    ariaLabel: 'Confusion matrix: rows are the true label, columns the called one',
    x: {
      domain: labels,
      label: 'called',
      axis: 'top',
      tickSize: 0,
      tickRotate: aslant ? ASLANT_DEGREES : 0,
      labelAnchor: 'center',
    },
    y: { domain: labels, label: 'true', tickSize: 0, labelAnchor: 'top' },
    marks: [
      Plot.cell(cells, {
        x: 'called',
        y: 'truth',
        inset: 1.5,
        rx: 3,
        fill: ACCENT,
        fillOpacity: ({ share }: (typeof cells)[number]) => DEEPEST * share,
        stroke: 'var(--heed-rule, currentColor)',
      }),
      Plot.text(cells, {
        x: 'called',
        y: 'truth',
        dy: -8,
        fill: INK,
        fontWeight: 600,
        text: ({ count }: (typeof cells)[number]) => String(count),
      }),
      Plot.text(cells, {
        x: 'called',
        y: 'truth',
        dy: 9,
        fontSize: 11,
        text: ({ share }: (typeof cells)[number]) => `${Math.round(100 * share)} %`,
      }),
    ],
  });
}
