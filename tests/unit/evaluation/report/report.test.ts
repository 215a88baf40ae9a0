import { describe, expect, it } from 'vitest';
import { evaluateModel } from '#core/evaluation/evaluate-model.ts';
import { figuresPerPerson } from '#core/evaluation/per-person.ts';
import { calibrationCurves } from '#core/evaluation/report/calibration-curves.ts';
import {
  precisionRecallTable,
  reliabilityTable,
  rocTable,
} from '#core/evaluation/report/curve-tables.ts';
import {
  type EvaluationReport,
  formatReport,
  knownPersons,
  parseReport,
  ReportRefused,
} from '#core/evaluation/report/evaluation-report.ts';
import { labelCurves } from '#core/evaluation/report/label-curves.ts';
import { inColumns, summaryLines, warnings } from '#core/evaluation/report/summary-lines.ts';
import { averagePrecision } from '#core/evaluation/average-precision.ts';
import type { OutputKind } from '#core/models/output-kind.ts';
import { at } from '#core/numeric/at.ts';
import { judgedWindows } from '../../../support/judged-windows.ts';

const LABELS = ['calm', 'lost', '=away'];

function reportOf(output: OutputKind, known: EvaluationReport['known'] = null): EvaluationReport {
  const input = judgedWindows(output, LABELS);
  return {
    format: 'heed-evaluation-report',
    formatVersion: 1,
    createdAt: '2026-11-21T00:00:00.000Z',
    model: {
      id: 'small-123',
      signal: { name: 'face', version: 2 },
      labels: LABELS,
      output,
      calibration: { kind: 'temperature', temperature: 1.5 },
    },
    method: { kind: 'bundle' },
    data: [],
    by: 'person',
    known,
    majority: 'training',
    evaluation: evaluateModel(input),
    calibration: calibrationCurves(input, input.raw, input.probabilities),
    perPerson: figuresPerPerson(input),
  };
}

const cells = (csv: string) =>
  csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));

describe('the report of an evaluation', () => {
  it.each(['exclusive', 'independent'] as const)('[EVA-20] of %s outputs reads back', (output) => {
    const report = reportOf(output);
    expect(parseReport('metrics.json', formatReport(report))).toEqual(report);
  });

  it('[EVA-20] refuses what is no report, is newer or damaged, each with its words', () => {
    const report = reportOf('exclusive');
    const bad: [string, RegExp][] = [
      ['{', /metrics\.json: this is not valid JSON/],
      ['{"format":"other"}', /not an evaluation report/],
      [formatReport({ ...report, formatVersion: 2 as 1 }), /newer Heed/],
      [formatReport({ ...report, by: 'group' as 'person' }), /damaged \(by/],
    ];
    for (const [content, words] of bad) {
      expect(() => parseReport('metrics.json', content)).toThrow(ReportRefused);
      expect(() => parseReport('metrics.json', content)).toThrow(words);
    }
  });

  it('[EVA-21] names whom training had among the data', () => {
    const known = knownPersons(['a', 'b', 'a', 'c', 'd'], { train: ['z', 'a'], validation: ['c'] });
    expect(known).toEqual({ windows: 3, train: ['a'], validation: ['c'] });
  });

  it('[EVA-21] says loudly that figures are of known persons, and nothing of it where none is', () => {
    const loud = reportOf('exclusive', { windows: 40, train: ['p1', 'p2'], validation: ['p3'] });
    expect(warnings(loud)[0]).toMatch(/^WARNING: this model LEARNT FROM 2 persons .*p1, p2/);
    expect(warnings(loud)[1]).toMatch(/1 person .* flattered/);
    expect(summaryLines(loud).slice(1, 3)).toEqual(warnings(loud).slice(0, 2));
    const quiet = reportOf('exclusive', { windows: 0, train: [], validation: [] });
    expect(warnings(quiet).join()).not.toMatch(/LEARNT|flattered|not known/);
    expect(warnings(reportOf('exclusive')).join()).toMatch(/not known whom/);
  });

  it('[EVA-22] has every question beside its baselines, with intervals, in line', () => {
    const lines = summaryLines(reportOf('independent'));
    for (const label of LABELS) expect(lines).toContain(`Is ${label} there?`);
    const heads = lines.filter((line) => /this model +logistic +majority$/.test(line));
    expect(heads).toHaveLength(3);
    expect(lines.filter((line) => /^macro-F1 +\d\.\d{3} {2}\d\.\d{3} … /.test(line))).toHaveLength(
      3,
    );
    expect(
      inColumns([
        ['a', 'bb'],
        ['ccc', 'd'],
      ]),
    ).toEqual(['a     bb', 'ccc    d']);
  });
});

describe('the curves of a report', () => {
  const input = judgedWindows('exclusive', LABELS);
  const curves = labelCurves(input, input.probabilities);

  it('[EVA-23] are tables with a point per distinct score, areas those of the figures', () => {
    const rows = cells(
      rocTable({ model: curves, logistic: labelCurves(input, input.logistic ?? []) }),
    );
    expect(rows[0]).toEqual(['predictor', 'question', 'label', 'threshold', 'x', 'y', 'count']);
    expect(new Set(rows.slice(1).map(([of]) => of))).toEqual(new Set(['model', 'logistic']));
    // What a spreadsheet would run is defused.
    expect(new Set(rows.slice(1).map(([, , label]) => label))).toEqual(
      new Set(['calm', 'lost', "'=away"]),
    );
    const own = rows.filter(([of, , label]) => of === 'model' && label === 'calm');
    expect(own[0]?.slice(3)).toEqual(['', '0.000000', '0.000000', '0']);
    expect(own.at(-1)?.slice(4)).toEqual(['1.000000', '1.000000', '120']);
    let area = 0;
    own.slice(1).forEach((row, index) => {
      const before = at(own, index);
      area += (Number(row[4]) - Number(before[4])) * (Number(row[5]) + Number(before[5])) * 0.5;
    });
    const { rocAuc } = at(at(evaluateModel(input).questions, 0).model.figures.perLabel, 0);
    expect(area).toBeCloseTo(rocAuc ?? NaN, 4);
  });

  it('[EVA-23] of precision and recall end where everything is called', () => {
    const own = cells(precisionRecallTable({ model: curves })).filter(
      ([, , label]) => label === 'lost',
    );
    expect(own.at(-1)?.slice(4)).toEqual(['1.000000', (1 / 3).toFixed(6), '120']);
    let area = 0;
    own.forEach((row, index) => {
      area += (Number(row[4]) - Number(own[index - 1]?.[4] ?? 0)) * Number(row[5]);
    });
    const scores = input.probabilities.map((row) => at(row, 1));
    const positive = input.truth.map((row) => row[1] === 1);
    expect(area).toBeCloseTo(averagePrecision(scores, positive) ?? NaN, 4);
  });

  it('[EVA-23] of reliability have every window once for each label, raw and calibrated', () => {
    const rows = cells(
      reliabilityTable(calibrationCurves(input, input.raw, input.probabilities)),
    ).slice(1);
    for (const of of ['raw', 'calibrated']) {
      for (const label of ['(called)', 'calm', 'lost', "'=away"]) {
        const own = rows.filter((row) => row[0] === of && row[2] === label);
        expect(own.reduce((sum, row) => sum + Number(row[6]), 0)).toBe(120);
      }
    }
  });
});
