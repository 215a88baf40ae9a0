import { Button, Group, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useMemo, type ReactNode } from 'react';
import type { Stretch } from '#core/lab/labels/spans.ts';
import { wholeOf } from '#core/lab/labels/visible-stretch.ts';
import type { OpenLabels } from '#stores/lab/labels-store.ts';
import { CurveChart, GUTTER } from '../../charts/labels/curve-chart.tsx';
import { LabelLane } from '../../charts/labels/label-lane.tsx';
import type { WordStyle } from '../../charts/labels/word-style.ts';
import { useLab } from '../lab-context.ts';
import { CursorWords } from './cursor-words.tsx';
import { curveName, momentWords } from './label-words.ts';
import { Overview } from './overview.tsx';
import { TimeAxes } from './time-axes.tsx';
import { TimePlane } from './time-plane.tsx';
import classes from './timeline.module.css';

const LANE_HEIGHT = 52;
/** Parts of a curve are about as wide as this, pixels. */
const PART_PX = 1.5;

interface TimelineProps {
  readonly opened: OpenLabels;
  readonly styles: ReadonlyMap<string, WordStyle>;
}

/** Labels and curves along the recording's time, and over them the cursor. */
export function Timeline({ opened, styles }: TimelineProps): ReactNode {
  const { actions } = useLab();
  const { labelling, view, curves, curveNames } = opened;
  const { visible, frames } = labelling;
  const { ref, width } = useElementSize();
  useEffect(() => {
    const room = width - GUTTER.left - GUTTER.right;
    if (room > 0) void actions.drawCurves(Math.max(50, Math.round(room / PART_PX)));
  }, [actions, width]);
  const spans = labelling.history.present;
  const lane = useMemo(
    () => ({ spans, stretch: visible, styles, named: true }),
    [spans, visible, styles],
  );
  const zoom = (factor: number) => () => {
    actions.label({ kind: 'zoom', factor });
  };
  const pan = (share: number) => () => {
    actions.label({ kind: 'pan', share });
  };
  const button = { size: 'compact-sm', variant: 'default' } as const;
  return (
    <div ref={ref}>
      <Group justify="space-between" gap="xs" mb="xs">
        <CursorWords opened={opened} />
        <Group gap={6} role="group" aria-label="What is in view">
          <Button {...button} aria-label="Earlier" onClick={pan(-0.5)}>
            ‹
          </Button>
          <Button {...button} aria-label="Later" onClick={pan(0.5)}>
            ›
          </Button>
          <Button {...button} aria-label="Zoom in" onClick={zoom(0.5)}>
            +
          </Button>
          <Button {...button} aria-label="Zoom out" onClick={zoom(2)}>
            −
          </Button>
          <Button
            {...button}
            onClick={() => {
              actions.label({ kind: 'show_all' });
            }}
          >
            All
          </Button>
        </Group>
      </Group>
      <div className={classes['time']}>
        <div style={{ marginLeft: GUTTER.left, marginRight: GUTTER.right }}>
          <div className={classes['lane']} style={{ height: LANE_HEIGHT }}>
            <LabelLane
              picture={lane}
              height={LANE_HEIGHT}
              label={`Labels from ${momentWords(frames, visible.from)} to ${momentWords(frames, visible.to)}; all of them are in the table below`}
            />
          </div>
        </div>
        {curveNames.map((name, index) => {
          const head = view.curves.find((curve) => curve.name === name);
          if (head === undefined) return null;
          const drawn: Stretch = curves?.stretch ?? wholeOf(frames);
          return (
            <div key={name}>
              <Text size="sm" fw={600} pl={GUTTER.left} mt={6}>
                {curveName(name)}
              </Text>
              <CurveChart
                curve={curves?.curves[name] ?? null}
                face={curves?.curves.face ?? null}
                drawn={drawn}
                stretch={visible}
                low={name === 'score' ? 0 : head.low}
                high={name === 'score' ? 100 : head.high}
                colour={`series-${[4, 1, 3, 6][index % 4] ?? 4}`}
                label={`${curveName(name)}, between ${head.low.toFixed(2)} and ${head.high.toFixed(2)} in this recording; where no face was seen the ground is grey`}
              />
            </div>
          );
        })}
        <TimeAxes view={view} frames={frames} visible={visible} width={width} />
        <TimePlane labelling={labelling} styles={styles} />
      </div>
      <Overview labelling={labelling} styles={styles} />
    </div>
  );
}
