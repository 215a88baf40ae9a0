import { Button, CopyButton, Text, Title } from '@mantine/core';
import { useRef, type ReactNode } from 'react';
import type { ClassMoment } from '#core/live/class-figures.ts';
import { Icon } from '../components/icon.tsx';
import { Surface } from '../components/surface.tsx';
import { useClass } from '../stores-context.ts';
import { MOMENT_TITLES, momentSpan, momentWords } from '../words/class-words.ts';
import { clock } from '../words/format.ts';
import classes from './class-moments.module.css';
import { LecturePeek } from './lecture-peek.tsx';
import { slideAt, useSlides, type Slide } from './slides.ts';

interface ClassMomentsProps {
  /** Address of the lecture's video, or null. */
  readonly src: string | null;
  /** Address of its chapters, or null. */
  readonly slides: string | null;
}

/** Where the class as a whole did something, with a way there. */
export function ClassMoments({ src, slides: address }: ClassMomentsProps): ReactNode {
  const moments = useClass((state) => state.moments);
  const hasBegun = useClass((state) => state.messages > 0);
  const slides = useSlides(address);
  const video = useRef<HTMLVideoElement>(null);
  const jump =
    src === null
      ? null
      : (seconds: number): void => {
          const player = video.current;
          if (player === null) return;
          player.currentTime = seconds;
          player.play().catch(() => undefined);
          player.scrollIntoView({ block: 'nearest' });
        };
  if (!hasBegun && moments.length === 0) return null;
  return (
    <Surface labelledBy="moments-heading">
      <Title order={2} id="moments-heading" mb="sm">
        Moments
      </Title>
      {src !== null && <LecturePeek src={src} video={video} />}
      {moments.length === 0 ? (
        <Text c="dimmed">
          None so far. A place where attention falls, confusion rises or many pause is listed here
          once it has lasted for half a minute.
        </Text>
      ) : (
        <ol className={classes['list']}>
          {moments.map((moment, index) => (
            <MomentItem
              key={`${moment.kind} ${moment.from}`}
              number={index + 1}
              moment={moment}
              slides={slides}
              onJump={jump}
            />
          ))}
        </ol>
      )}
    </Surface>
  );
}

interface MomentItemProps {
  readonly number: number;
  readonly moment: ClassMoment;
  readonly slides: readonly Slide[];
  /** null where there is no player. */
  readonly onJump: ((seconds: number) => void) | null;
}

function MomentItem({ number, moment, slides, onJump }: MomentItemProps): ReactNode {
  const place = clock(moment.from);
  const slide = slideAt(slides, moment.from);
  return (
    <li className={classes['item']}>
      <span className={classes['number']} aria-hidden="true">
        {number}
      </span>
      <div>
        <div className={classes['what']}>
          {MOMENT_TITLES[moment.kind]} <span>{momentSpan(moment)}</span>
        </div>
        <div className={classes['figures']}>{momentWords(moment)}</div>
        {slide !== null && <div className={classes['slide']}>{slide}</div>}
      </div>
      {onJump === null ? (
        <CopyButton value={place}>
          {({ copied, copy }) => (
            <Button
              variant="subtle"
              size="compact-md"
              onClick={copy}
              aria-label={copied ? `Copied ${place}` : `Copy ${place}`}
            >
              {copied ? 'Copied' : `Copy ${place}`}
            </Button>
          )}
        </CopyButton>
      ) : (
        <Button
          variant="subtle"
          size="compact-md"
          leftSection={<Icon name="play" size={16} />}
          aria-label={`Play the lecture from ${place}`}
          onClick={() => {
            onJump(moment.from);
          }}
        >
          {place}
        </Button>
      )}
    </li>
  );
}
