import * as Plot from '@observablehq/plot';
import type { Epoch } from '#core/models/training.ts';
import { type PlotPlace, plotStyle, RULE, series } from '../evaluation/plot-options.ts';

/** What is drawn over the epochs. */
export type EpochCurve = 'loss' | 'score';

const FEW = 6;
const HEIGHT = 190;

interface Point {
  readonly epoch: number;
  readonly value: number;
}

const pointsOf = (history: readonly Epoch[], key: 'loss' | 'validationLoss' | 'score'): Point[] =>
  history.flatMap((epoch) =>
    Number.isFinite(epoch[key]) ? [{ epoch: epoch.number, value: epoch[key] }] : [],
  );

const NAMES: Readonly<Record<EpochCurve, string>> = {
  loss: 'Loss over the epochs: while learning, and on the persons to stop by',
  score: 'Score on the persons to stop by over the epochs',
};

/** Curves of a training; `most` epochs is the right end until it is known to be less. */
export function epochsPlot(
  curve: EpochCurve,
  history: readonly Epoch[],
  most: number,
  { document, width }: PlotPlace,
): Element {
  const lines =
    curve === 'loss'
      ? [
          { points: pointsOf(history, 'loss'), ...series(0) },
          { points: pointsOf(history, 'validationLoss'), ...series(5), dash: '7 4' },
        ]
      : [{ points: pointsOf(history, 'score'), ...series(0) }];
  const best = history.findLast((epoch) => epoch.best);
  const bestValue = curve === 'loss' ? best?.validationLoss : best?.score;
  const plot = Plot.plot({
    document,
    width,
    height: HEIGHT,
    marginLeft: 48,
    marginRight: 14,
    marginTop: 12,
    marginBottom: 36,
    style: plotStyle,
    x: {
      domain: [1, Math.max(2, most)],
      label: 'epoch',
      labelAnchor: 'center',
      labelArrow: false,
      tickFormat: (value: number) => (Number.isInteger(value) ? String(value) : ''),
      ticks: Math.min(8, Math.max(2, most)),
      tickSize: 0,
    },
    y: { label: null, ticks: 4, tickSize: 0, nice: true },
    marks: [
      Plot.gridY({ stroke: RULE, strokeOpacity: 1, ticks: 4 }),
      ...lines.map(({ points, colour, dash }) =>
        Plot.line(points, {
          x: 'epoch',
          y: 'value',
          stroke: colour,
          strokeWidth: 2,
          strokeDasharray: dash,
        }),
      ),
      ...(history.length < FEW
        ? lines.map(({ points, colour }) =>
            Plot.dot(points, { x: 'epoch', y: 'value', fill: colour, r: 3 }),
          )
        : []),
      ...(best === undefined || bestValue === undefined || !Number.isFinite(bestValue)
        ? []
        : [
            Plot.dot([{ epoch: best.number, value: bestValue }], {
              x: 'epoch',
              y: 'value',
              r: 5,
              strokeWidth: 2,
              stroke: 'var(--heed-ink)',
              fill: 'var(--heed-surface)',
            }),
          ]),
    ],
  });
  plot.setAttribute('role', 'img');
  plot.setAttribute('aria-label', `${NAMES[curve]}; the same as a table below`);
  return plot;
}
