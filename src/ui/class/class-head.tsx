import { Anchor, Button, Group, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ClassRoom } from '#core/live/class-room.ts';
import { durationMs } from '#core/units.ts';
import { Figures, type FigureData } from '../components/figure.tsx';
import { Surface } from '../components/surface.tsx';
import { useClass, useSettings } from '../stores-context.ts';
import { shownWords } from '../words/class-cell-words.ts';
import { countFigure, linkWords } from '../words/class-words.ts';
import { clock, length, percent } from '../words/format.ts';
import { ClassShares } from './class-shares.tsx';
import classes from './live-class.module.css';

/** A silence of less is usual. */
const SILENT_S = 15;

interface ClassHeadProps {
  readonly room: ClassRoom;
  readonly hasEnded: boolean;
  readonly onEnd: () => void;
  readonly onOpenAgain: () => void;
}

/** How the connection stands, who is there, and the class at this moment. */
export function ClassHead({ room, hasEnded, onEnd, onOpenAgain }: ClassHeadProps): ReactNode {
  const recordId = useClass((state) => state.recordId);
  return (
    <div>
      <div className={classes['top']}>
        <div className={classes['link']}>
          <span className={classes['course']}>Course {room.courseId}</span>
          <LinkLine hasEnded={hasEnded} />
        </div>
        <Group gap="sm">
          {hasEnded && recordId !== null && (
            <Anchor component={Link} href={`/class/records/${recordId}`}>
              See the record of this class
            </Anchor>
          )}
          {hasEnded ? (
            <Button variant="default" onClick={onOpenAgain}>
              Open the class again
            </Button>
          ) : (
            <Button variant="default" onClick={onEnd}>
              End the class
            </Button>
          )}
        </Group>
      </div>
      <NowFigures />
    </div>
  );
}

function LinkLine({ hasEnded }: { readonly hasEnded: boolean }): ReactNode {
  const { channel } = useSettings().class;
  const link = useClass((state) => state.link);
  const silence = useClass(({ now }) => {
    const seconds = Math.floor((now?.lastHeard ?? 0) / 5000) * 5;
    return seconds >= SILENT_S ? seconds : null;
  });
  const words = hasEnded ? 'Ended' : link === null ? 'Not connected' : linkWords(link, channel);
  const isLive = !hasEnded && link?.kind === 'connected';
  const isWaiting = !hasEnded && link?.kind === 'connecting';
  return (
    <>
      <div className={classes['link']} role="status">
        {isWaiting ? (
          <Loader size="xs" />
        ) : (
          <span className={classes['dot']} data-live={isLive} aria-hidden="true" />
        )}
        {words}
      </div>
      {isLive && silence !== null && (
        <span>Nothing heard for {length(durationMs(1000 * silence))}</span>
      )}
    </>
  );
}

const Unshown = ({ words }: { readonly words: string }): ReactNode => (
  <span className={classes['unshown']}>{words}</span>
);

/** Selected as text, so that nothing is drawn anew while it reads the same. */
function NowFigures(): ReactNode {
  const minimumGroup = useClass((state) => state.minimumGroup);
  const students = useClass(({ now }) =>
    now === null ? '' : countFigure(now.present, minimumGroup).value,
  );
  const studentsUnit = useClass(({ now }) =>
    now === null ? '' : countFigure(now.present, minimumGroup).unit,
  );
  const score = useClass(({ now }) =>
    now === null ? '' : shownWords(now.score, ({ mean }) => String(Math.round(mean))),
  );
  const isScore = useClass(({ now }) => now?.score.kind === 'shown');
  const isNamedAlone = useClass(
    ({ now }) => now?.score.kind === 'shown' && now.score.students < minimumGroup,
  );
  const place = useClass(({ now }) => {
    const time = now?.lectureTime ?? null;
    return time === null ? null : clock(time);
  });
  const paused = useClass(({ now }) => (now === null ? '' : shownWords(now.paused, percent)));
  const isPaused = useClass(({ now }) => now?.paused.kind === 'shown');
  const messages = useClass((state) => state.messages);
  if (messages === 0 || students === '') return null;
  const items: readonly FigureData[] = [
    { label: 'Students', value: students, unit: studentsUnit },
    isScore
      ? { label: 'Attention now', value: score, unit: isNamedAlone ? 'by name alone' : 'of 100' }
      : { label: 'Attention now', value: <Unshown words={score} /> },
    { label: 'Where they are', value: place ?? <Unshown words="not told" /> },
    { label: 'Paused', value: isPaused ? paused : <Unshown words={paused} /> },
  ];
  return (
    <Surface>
      <div className={classes['now']} data-messages={messages}>
        <Figures items={items} />
        <ClassShares />
      </div>
    </Surface>
  );
}
