import { Button, Group, Text, Title } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import type { RunJudgement } from '#core/lab/judge/run-judgement.ts';
import { evaluationFigures } from '../../charts/evaluation/evaluation-figures.ts';
import { PlotFigure } from '../../charts/plot-figure.tsx';
import type { JudgeExport } from './judge-actions.ts';
import { FigureTable } from './figure-table.tsx';
import classes from './judge.module.css';

interface FigureSectionProps {
  readonly judgement: RunJudgement;
  readonly onExport: (what: JudgeExport) => void;
}

/** Every figure with how it is read, its numbers, and the way to keep it. */
export function FigureSection({ judgement, onExport }: FigureSectionProps): ReactNode {
  const figures = useMemo(() => evaluationFigures(judgement), [judgement]);
  return (
    <div className={classes['figures']}>
      {figures.map(({ name, title, caption, draw }) => (
        <figure key={name} className={classes['figure']} aria-labelledby={`figure-${name}`}>
          <Title order={3} size="h4" id={`figure-${name}`} mb="xs">
            {title}
          </Title>
          <div className={classes['scroll']} tabIndex={0} role="group" aria-label={title}>
            <PlotFigure draw={draw} />
          </div>
          <Text component="figcaption" size="sm" c="dimmed">
            {caption}
          </Text>
          <FigureTable name={name} title={title} judgement={judgement} />
          <Group gap="xs" mt="xs">
            {(['svg', 'png'] as const).map((kind) => (
              <Button
                key={kind}
                variant="default"
                size="compact-sm"
                aria-label={`Save ${title} as ${kind.toUpperCase()}`}
                onClick={() => {
                  onExport({ kind, figure: name });
                }}
              >
                {kind.toUpperCase()}
              </Button>
            ))}
          </Group>
        </figure>
      ))}
    </div>
  );
}
