import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import type { LabelCurves } from '#core/evaluation/report/label-curves.ts';
import type { RunJudgement } from '#core/lab/judge/run-judgement.ts';
import { thinned } from '../../charts/evaluation/curve-plot.ts';
import { FoldedTable } from '../../components/folded-table.tsx';
import { decimals, intervalWords } from './score-words.ts';

type Cells = readonly (string | number)[];
interface Behind {
  readonly columns: readonly string[];
  readonly rows: () => readonly Cells[];
}

const pointsOf = (curves: readonly LabelCurves[], kind: 'roc' | 'precisionRecall'): Cells[] =>
  curves.flatMap((own) =>
    thinned(own[kind] ?? []).map(({ threshold, x, y, count }) => [
      own.label,
      decimals(threshold),
      decimals(x),
      decimals(y),
      count,
    ]),
  );

function behind(name: string, { report, curves }: RunJudgement): Behind {
  const { questions } = report.evaluation;
  switch (name) {
    case 'intervals':
      return {
        columns: ['Figure', 'This model', 'Interval', 'Logistic', 'Most common'],
        rows: () =>
          questions.flatMap(({ subject, model, logistic }) =>
            (['macroF1', 'balancedAccuracy', 'macroRocAuc', 'macroAveragePrecision'] as const).map(
              (figure): Cells => [
                `${subject === null ? '' : `${subject}: `}${figure}`,
                decimals(model.figures.summary[figure]),
                intervalWords(model.intervals.summary[figure]),
                decimals(logistic?.figures.summary[figure] ?? null),
                decimals(model.majority.summary[figure]),
              ],
            ),
          ),
      };
    case 'roc':
      return {
        columns: ['Label', 'Called from', 'False positive rate', 'True positive rate', 'Called'],
        rows: () => pointsOf(curves.model ?? [], 'roc'),
      };
    case 'precision_recall':
      return {
        columns: ['Label', 'Called from', 'Recall', 'Precision', 'Called'],
        rows: () => pointsOf(curves.model ?? [], 'precisionRecall'),
      };
    case 'reliability':
      return {
        columns: ['Label', 'Stated', 'Came true', 'Windows'],
        rows: () =>
          report.calibration.flatMap(({ label, after }) =>
            after.bins
              .filter(({ count }) => count > 0)
              .map(({ stated, observed, count }): Cells => [
                label ?? 'whichever is called',
                decimals(stated),
                decimals(observed),
                count,
              ]),
          ),
      };
    case 'persons':
      return {
        columns: ['Person', 'Macro-F1', 'Windows'],
        rows: () =>
          report.perPerson.map(({ person, macroF1, windows }): Cells => [
            person,
            decimals(macroF1),
            windows,
          ]),
      };
    default: {
      const question = questions.find(({ subject }) => name.endsWith(subject ?? 'confusion'));
      const labels = question?.scale.labels ?? [];
      return {
        columns: ['True', ...labels.map((label) => `called ${label}`)],
        rows: () =>
          (question?.model.figures.confusion ?? []).map((counts, row): Cells => [
            labels[row] ?? '',
            ...counts,
          ]),
      };
    }
  }
}

interface FigureTableProps {
  readonly name: string;
  readonly title: string;
  readonly judgement: RunJudgement;
}

/** The numbers behind a figure. */
export function FigureTable({ name, title, judgement }: FigureTableProps): ReactNode {
  const { columns, rows } = behind(name, judgement);
  return (
    <FoldedTable summary={`${title} as a table`} columns={columns}>
      {() =>
        rows().map((cells, row) => (
          <Table.Tr key={row}>
            {cells.map((cell, column) => (
              <Table.Td key={columns[column]}>{cell}</Table.Td>
            ))}
          </Table.Tr>
        ))
      }
    </FoldedTable>
  );
}
