import { Anchor, Button, Group } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { type CSSProperties, useMemo, type ReactNode } from 'react';
import { Link } from 'wouter';
import { ENGAGEMENT_STATUSES } from '#core/engagement/reading.ts';
import { CELL_SECONDS } from '#core/live/class-figures.ts';
import type { ClassRecord } from '#core/live/records/class-record.ts';
import { classMarks, momentMarks } from '../../charts/class-data.ts';
import { ReportFigure, ReportPatterns, ReportSwatch } from '../../charts/report-figure.tsx';
import { colours } from '../../theme/theme.ts';
import { MOMENT_TITLES, momentSpan, momentWords } from '../../words/class-words.ts';
import { dateAndTime, percent } from '../../words/format.ts';
import { STATUS_WORDS } from '../../words/status-words.ts';
import classes from './class-report.module.css';
import { recordFigures } from './record-figures.ts';
import { RecordUnread } from './record-unread.tsx';
import { unshownReport } from './report-unshown.ts';
import { useRecord } from './use-record.ts';

/** What fits a page beside the rest. */
const MOST_MOMENTS = 8;
/** Paper is light. */
const PAPER = colours('light') as CSSProperties;

export function ClassReportPage({ id }: { readonly id: string }): ReactNode {
  const reading = useRecord(id);
  return reading.kind === 'ready' ? (
    <Report record={reading.record} />
  ) : (
    <RecordUnread reading={reading} />
  );
}

/** One page of A4. */
function Report({ record }: { readonly record: ClassRecord }): ReactNode {
  const { courseId, lectureId, startedAt, endedAt, overall, minimumGroup } = record;
  useDocumentTitle(`Report on ${lectureId}, ${courseId} · Heed`);
  const marks = useMemo(() => classMarks(record.lecture, 'attention'), [record]);
  const moments = record.moments.slice(0, MOST_MOMENTS);
  const more = record.moments.length - moments.length;
  const { score, statuses } = overall;
  return (
    <>
      <Group className={classes['controls']} gap="sm">
        <Button
          onClick={() => {
            window.print();
          }}
        >
          Print
        </Button>
        <Anchor component={Link} href={`/class/records/${record.id}`}>
          Back to the record
        </Anchor>
      </Group>
      <article className={classes['paper']} style={PAPER}>
        <ReportPatterns />
        <div className={classes['head']}>
          <h1>Lecture {lectureId}</h1>
          <p>
            Course {courseId}, {dateAndTime(startedAt)}
            {endedAt === null ? ', not ended' : ''}
          </p>
        </div>
        <dl className={classes['figures']}>
          {recordFigures(record).map(({ label, value, unit }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                {value} <span>{unit}</span>
              </dd>
            </div>
          ))}
        </dl>
        <h2>Along the lecture</h2>
        <ReportFigure
          marks={marks}
          moments={momentMarks(moments, marks.end)}
          label="Attention of the class along the lecture’s time, 0 to 100, and under it the shares of the statuses"
        />
        <ul className={classes['legend']}>
          {ENGAGEMENT_STATUSES.map((status) => (
            <li key={status}>
              <ReportSwatch kind={status} /> {STATUS_WORDS[status]}
              {statuses.kind === 'shown' && ` ${percent(statuses.figure[status])}`}
            </li>
          ))}
          <li>
            <ReportSwatch kind="too_few" /> too few
          </li>
          <li>
            <ReportSwatch kind="held_back" /> held back
          </li>
        </ul>
        <p className={classes['note']}>
          Line: mean attention of the class, 0 to 100, in stretches of {CELL_SECONDS} seconds of the
          lecture’s time. Bands: how the students with a camera divide
          {statuses.kind === 'shown' &&
            `; the shares beside the names are over the whole lecture, for ${statuses.students} students`}
          . Numbers above the line are the moments below.
        </p>
        <h2>Moments</h2>
        {moments.length === 0 ? (
          <p>None: attention did not fall, nor did many pause, for half a minute or more.</p>
        ) : (
          <ol className={classes['moments']}>
            {moments.map((moment) => (
              <li key={`${moment.kind} ${moment.from}`}>
                <strong>{MOMENT_TITLES[moment.kind]}</strong> {momentSpan(moment)}:{' '}
                {momentWords(moment)}
              </li>
            ))}
          </ol>
        )}
        {more > 0 && <p>{more} more are in the record.</p>}
        <h2>What these figures are</h2>
        <p>
          Attention is a score from each student’s own camera, worked out in their own browser, of
          where they looked and whether their eyes were open. It is not learning, effort or
          interest, and it can be wrong for a person. Each student counts once, and less where the
          camera saw them less well
          {score.kind === 'shown' &&
            `; ${score.students} students stand behind the mean, and ± is the standard deviation between them`}
          . Students who shared nothing are not in it.
        </p>
        <h2>What is not shown</h2>
        <p>
          {unshownReport(record)} A figure stands for at least {minimumGroup} students who share
          without a name; where two figures together would tell of fewer, one is held back. Nobody
          is ranked.
        </p>
      </article>
    </>
  );
}
