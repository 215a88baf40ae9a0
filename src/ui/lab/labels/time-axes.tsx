import type { ReactNode } from 'react';
import { frameAt, type Frames, startOfFrames } from '#core/lab/labels/frame-times.ts';
import type { RecordingView } from '#core/lab/labels/recording-view.ts';
import type { Stretch } from '#core/lab/labels/spans.ts';
import { GUTTER } from '../../charts/labels/curve-chart.tsx';
import { stretchTicks, tenthsClock } from '../../charts/labels/stretch-ticks.ts';
import { clock } from '../../words/format.ts';
import classes from './timeline.module.css';

interface TimeAxesProps {
  readonly view: RecordingView;
  readonly frames: Frames;
  readonly visible: Stretch;
  /** Pixels. */
  readonly width: number;
}

const TICK_ROOM = 78;

/** Time since the recording began, and under it where the lecture was. */
export function TimeAxes({ view, frames, visible, width }: TimeAxesProps): ReactNode {
  const start = startOfFrames(frames);
  const [from, to] = [(visible.from - start) / 1000, (visible.to - start) / 1000];
  const most = Math.max(2, Math.floor((width - GUTTER.left - GUTTER.right) / TICK_ROOM));
  const ticks = stretchTicks(from, to, most);
  const left = (seconds: number): string => `${((seconds - from) / (to - from)) * 100}%`;
  const lectureAt = (seconds: number): string => {
    const inLecture = view.lecture?.[frameAt(frames.times, start + seconds * 1000)] ?? Number.NaN;
    return Number.isNaN(inLecture) ? '–' : clock(inLecture);
  };
  const margins = { marginLeft: GUTTER.left, marginRight: GUTTER.right };
  return (
    <div aria-hidden="true">
      <div className={classes['axis']} style={margins}>
        {ticks.map((seconds) => (
          <span key={seconds} style={{ left: left(seconds) }}>
            {tenthsClock(seconds)}
          </span>
        ))}
      </div>
      {view.lecture !== null && (
        <>
          <div className={classes['axisName']} style={margins}>
            In the lecture
          </div>
          <div className={classes['axis']} style={margins}>
            {ticks.map((seconds) => (
              <span key={seconds} style={{ left: left(seconds) }}>
                {lectureAt(seconds)}
              </span>
            ))}
          </div>
        </>
      )}
    </div>
  );
}
