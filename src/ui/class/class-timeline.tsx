import { Group, NativeSelect, SegmentedControl, Text, Title } from '@mantine/core';
import { useMemo, useState, type ReactNode } from 'react';
import type { TimestampMs } from '#core/units.ts';
import { ClassChart } from '../charts/class-chart.tsx';
import {
  cellAt,
  classMarks,
  momentMarks,
  shownStates,
  type ClassLine,
  type ClassMarks,
} from '../charts/class-data.ts';
import { ClassLegend } from '../charts/class-legend.tsx';
import { Surface } from '../components/surface.tsx';
import { useClass } from '../stores-context.ts';
import { axisTime, cellWords, LINE_WORDS } from '../words/class-cell-words.ts';
import { ClassTable } from './class-table.tsx';
import classes from './class-timeline.module.css';

/** A chart of a class that has only begun is no wider than this, seconds. */
const SHORTEST_AXIS_S = 300;

/** The class along the lecture's time, or along the clock's. */
export function ClassTimeline(): ReactNode {
  const [axis, setAxis] = useState<'lecture' | 'wall'>('lecture');
  const [chosen, setLine] = useState<ClassLine>('attention');
  const [pointed, setPointed] = useState<number | null>(null);
  const lecture = useClass((state) => state.lecture);
  const wall = useClass((state) => state.wall);
  const moments = useClass((state) => state.moments);
  const begun = useClass((state) => state.startedAt);
  const minimumGroup = useClass((state) => state.minimumGroup);
  const place = useClass(({ now }) => {
    const time = now?.lectureTime ?? null;
    return time === null ? null : Math.round(time);
  });

  const states = useMemo(() => shownStates([...lecture, ...wall]), [lecture, wall]);
  const line = chosen === 'attention' || states.includes(chosen) ? chosen : 'attention';
  const cells = axis === 'lecture' ? lecture : wall;
  const startedAt = axis === 'wall' ? begun : null;
  const here = axis === 'lecture' ? place : null;
  const marks = useMemo(() => classMarks(cells, line), [cells, line]);
  const end = Math.max(SHORTEST_AXIS_S, marks.end, here ?? 0);
  const numbered = useMemo(
    () => (axis === 'lecture' ? momentMarks(moments, end) : []),
    [axis, moments, end],
  );
  if (cells.length === 0 && lecture.length === 0 && wall.length === 0) return null;
  const along = axis === 'lecture' ? 'the lecture’s time' : 'the time of day';
  return (
    <Surface labelledBy="class-timeline-heading">
      <Group justify="space-between" gap="sm">
        <Title order={2} id="class-timeline-heading">
          Along the lecture
        </Title>
        <Group gap="sm">
          {states.length > 0 && (
            <NativeSelect
              size="sm"
              aria-label="What the line shows"
              value={line}
              onChange={(event) => {
                const value = event.currentTarget.value;
                setLine(states.find((state) => state === value) ?? 'attention');
              }}
              data={(['attention', ...states] as const).map((value) => ({
                value,
                label: LINE_WORDS[value],
              }))}
            />
          )}
          <SegmentedControl
            size="sm"
            aria-label="Time along the chart"
            value={axis}
            onChange={setAxis}
            data={[
              { value: 'lecture', label: 'Lecture time' },
              { value: 'wall', label: 'Time of day' },
            ]}
          />
        </Group>
      </Group>
      <Readout
        marks={marks}
        line={line}
        pointed={pointed}
        startedAt={startedAt}
        minimumGroup={minimumGroup}
      />
      <ClassChart
        marks={marks}
        moments={numbered}
        startedAt={startedAt}
        end={end}
        here={here}
        label={`${LINE_WORDS[line]} of the class over ${along}, 0 to 100, and under it the shares of the statuses; the same as a table below`}
        onPoint={setPointed}
      />
      <ClassLegend
        line={line}
        minimumGroup={minimumGroup}
        hasMoments={numbered.length > 0}
        isHere={here !== null}
      />
      <ClassTable cells={cells} startedAt={startedAt} states={states} />
    </Surface>
  );
}

interface ReadoutProps {
  readonly marks: ClassMarks;
  readonly line: ClassLine;
  readonly pointed: number | null;
  readonly startedAt: TimestampMs | null;
  readonly minimumGroup: number;
}

/** The cell under the pointer, in words. */
function Readout(props: ReadoutProps): ReactNode {
  const { marks, line, pointed, startedAt, minimumGroup } = props;
  const cell = pointed === null ? null : cellAt(marks.series, pointed);
  return (
    <Text size="sm" className={classes['readout']} aria-hidden="true">
      {pointed === null || cell === null ? (
        `${LINE_WORDS[line]} of the class, 0 to 100`
      ) : (
        <>
          <strong>{axisTime(pointed, startedAt)}</strong> {cellWords(cell, line, minimumGroup)}
        </>
      )}
    </Text>
  );
}
