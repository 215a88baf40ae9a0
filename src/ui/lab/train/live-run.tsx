import { Button, Group, Text, Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { mostEpochs } from '#core/lab/run-progress.ts';
import { timeLeft } from '#core/lab/time-left.ts';
import type { BatchMeter } from '#stores/lab/batch-meter.ts';
import { Figures } from '../../components/figure.tsx';
import { Surface } from '../../components/surface.tsx';
import { length } from '../../words/format.ts';
import { useLab } from '../lab-context.ts';
import { scoreName, STAGE_WORDS } from './train-words.ts';
import { TrainingCurves } from './training-curves.tsx';
import classes from './train.module.css';

const LOOK_MS = 250;

/** Looks at the meter four times a second, without React. */
function EpochMeter({ meter }: { readonly meter: BatchMeter }): ReactNode {
  const bar = useRef<HTMLProgressElement>(null);
  useEffect(() => {
    const draw = (): void => {
      const { done, all } = meter.read();
      if (bar.current !== null) bar.current.value = all === 0 ? 0 : done / all;
    };
    draw();
    const timer = setInterval(draw, LOOK_MS);
    return () => {
      clearInterval(timer);
    };
  }, [meter]);
  return (
    <progress ref={bar} className={classes['meter']} max={1} aria-label="Of the running epoch" />
  );
}

/** The run that is trained in this tab. */
export function LiveRun(): ReactNode {
  const { stores, actions } = useLab();
  const { live, runs, batches } = useStore(stores.train);
  const run = runs?.find(({ id }) => id === live?.runId);
  if (live === null || run?.state.kind !== 'running') return null;
  const { history, recipe, state, troubles } = run;
  const most = mostEpochs(recipe);
  const left = timeLeft(live.epochs, history.length, most);
  const learning = state.stage === 'training' && most > 0;
  const best = history.findLast((epoch) => epoch.best);
  return (
    <Surface labelledBy="live-run-heading">
      <Title order={2} id="live-run-heading" className={classes['name']}>
        {run.name}
      </Title>
      <Text role="status" mt={4}>
        {STAGE_WORDS[state.stage]}
        {live.reading !== null && `: ${live.reading.done} of ${live.reading.all} recordings`}
        {live.finishing && learning && '. It ends after this epoch'}
      </Text>
      {learning && (
        <>
          <div className={classes['figures']}>
            <Figures
              items={[
                {
                  label: 'Epoch',
                  value: Math.min(most, history.length + 1),
                  unit: `of ${most} at most`,
                },
                {
                  label: 'Time left',
                  value: left === null ? 'not known yet' : length(left),
                  ...(left === null ? {} : { unit: 'at most' }),
                },
                {
                  label: `Best ${scoreName(recipe)}`,
                  value: best === undefined ? 'none yet' : best.score.toFixed(3),
                  ...(best === undefined ? {} : { unit: `epoch ${best.number}` }),
                },
              ]}
            />
          </div>
          <EpochMeter meter={batches} />
        </>
      )}
      {troubles.map((why) => (
        <Text key={why} size="sm" mt="xs">
          {why}
        </Text>
      ))}
      {history.length > 0 && (
        <TrainingCurves history={history} most={most} score={scoreName(recipe)} />
      )}
      <Group mt="md" gap="sm">
        {learning && (
          <Button
            variant="default"
            disabled={live.finishing || history.length === 0}
            onClick={actions.finishRun}
          >
            Stop and keep the best
          </Button>
        )}
        <Button variant="default" onClick={() => void actions.interruptRun()}>
          {most > 0 ? 'Stop and go on later' : 'Stop'}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mt="xs">
        Every finished epoch is kept: a closed or reloaded page loses at most the running one.
      </Text>
    </Surface>
  );
}
