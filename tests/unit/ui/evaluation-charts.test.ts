import { describe, expect, it } from 'vitest';
import { evaluateModel } from '#core/evaluation/evaluate-model.ts';
import { figuresPerPerson } from '#core/evaluation/per-person.ts';
import { calibrationCurves } from '#core/evaluation/report/calibration-curves.ts';
import { type CurvePoint, labelCurves } from '#core/evaluation/report/label-curves.ts';
import { at } from '#core/numeric/at.ts';
import { confusionPlot } from '#ui/charts/evaluation/confusion-plot.ts';
import { curvePlot, thinned } from '#ui/charts/evaluation/curve-plot.ts';
import { intervalPlot } from '#ui/charts/evaluation/interval-plot.ts';
import { personsPlot } from '#ui/charts/evaluation/persons-plot.ts';
import type { PlotPlace } from '#ui/charts/evaluation/plot-options.ts';
import { reliabilityPlot } from '#ui/charts/evaluation/reliability-plot.ts';
import { svgFile } from '../../../scripts/evaluate/svg-file.ts';
import { judgedWindows } from '../../support/judged-windows.ts';

const LABELS = ['calm', 'lost & away', 'gone'];
const input = judgedWindows('exclusive', LABELS);
const evaluation = evaluateModel(input);
const question = at(evaluation.questions, 0);
const ofLabels = labelCurves(input, input.probabilities).map((curves) => ({
  curves,
  baseline: null,
  area: 0.87,
}));

const charts: [string, (place: PlotPlace) => Element, readonly string[]][] = [
  ['confusion matrix', (place) => confusionPlot(question, place), LABELS],
  ['ROC curves', (place) => curvePlot('roc', ofLabels, place), ['calm, AUC 0.87']],
  ['precision', (place) => curvePlot('precisionRecall', ofLabels, place), ['gone, AP 0.87']],
  [
    'reliability',
    (place) => reliabilityPlot(calibrationCurves(input, input.raw, input.probabilities), place),
    ['whichever is called', 'calm'],
  ],
  ['persons', (place) => personsPlot(figuresPerPerson(input), 0.5, place), ['p3', 'all 0.50']],
  ['intervals', (place) => intervalPlot(evaluation.questions, place), ['macro-F1', 'logistic']],
];

const text = (words: string) => words.replaceAll('&', '&amp;');

describe('charts of an evaluation', () => {
  it.each(charts)('[EVA-26] %s is one picture with its words, light and dark', (_, draw, words) => {
    const svg = svgFile(draw);
    expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).toMatch(/prefers-color-scheme: dark/);
    for (const word of words) expect(svg).toContain(`>${text(word)}<`);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    // Words for whoever does not see it.
    expect(svg).toMatch(/<svg [^>]*aria-label="[^"]{20,}/);
  });

  it('[EVA-26] the confusion matrix says each count', () => {
    const svg = svgFile((place) => confusionPlot(question, place));
    for (const count of question.model.figures.confusion.flat())
      expect(svg).toContain(`>${count}<`);
  });

  it('[EVA-26] curves keep their ends and every visible step when they are thinned', () => {
    const points: CurvePoint[] = Array.from({ length: 5000 }, (_, index) => ({
      threshold: 1 - index / 5000,
      x: (index / 4999) ** 3,
      y: index / 4999,
      count: index,
    }));
    const kept = thinned(points);
    expect(kept.length).toBeLessThan(500);
    expect([kept[0], kept.at(-1)]).toEqual([points[0], points.at(-1)]);
    kept.slice(1).forEach((point, index) => {
      expect(Math.hypot(point.x - at(kept, index).x, point.y - at(kept, index).y)).toBeLessThan(
        0.01,
      );
    });
  });
});
