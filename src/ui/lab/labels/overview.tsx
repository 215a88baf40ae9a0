import { useMemo, type PointerEvent, type ReactNode } from 'react';
import { startOfFrames } from '#core/lab/labels/frame-times.ts';
import type { Labelling } from '#core/lab/labels/labelling.ts';
import { around, wholeOf } from '#core/lab/labels/visible-stretch.ts';
import { GUTTER } from '../../charts/labels/curve-chart.tsx';
import { LabelLane } from '../../charts/labels/label-lane.tsx';
import type { WordStyle } from '../../charts/labels/word-style.ts';
import { useLab } from '../lab-context.ts';
import classes from './timeline.module.css';

const HEIGHT = 22;

interface OverviewProps {
  readonly labelling: Labelling;
  readonly styles: ReadonlyMap<string, WordStyle>;
}

/** The whole recording in a strip, and what of it is in view. */
export function Overview({ labelling, styles }: OverviewProps): ReactNode {
  const { actions } = useLab();
  const { frames, visible, history, cursor } = labelling;
  const spans = history.present;
  const picture = useMemo(
    () => ({ spans, stretch: wholeOf(frames), styles, named: false }),
    [spans, frames, styles],
  );
  const start = startOfFrames(frames);
  const whole = frames.end - start;
  const share = (moment: number): string => `${((moment - start) / whole) * 100}%`;
  const show = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.type === 'pointermove' && event.buttons !== 1) return;
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const moment = start + ((event.clientX - left) / width) * whole;
    const stretch = around(frames, moment, visible.to - visible.from);
    actions.label({ kind: 'show', stretch });
  };
  return (
    <div
      className={classes['overview']}
      style={{ marginLeft: GUTTER.left, marginRight: GUTTER.right, height: HEIGHT }}
      onPointerDown={show}
      onPointerMove={show}
    >
      <LabelLane picture={picture} height={HEIGHT} label="Labels of the whole recording" />
      <div className={classes['here']} style={{ left: share(cursor) }} />
      <div
        className={classes['view']}
        style={{
          left: share(visible.from),
          width: `${((visible.to - visible.from) / whole) * 100}%`,
        }}
      />
    </div>
  );
}
