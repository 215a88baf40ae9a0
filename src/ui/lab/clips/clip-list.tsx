import { Button, Text } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useRef, type ReactNode } from 'react';
import { type Clip, clipKey } from '#core/lab/clip.ts';
import type { ClipQueueState } from '#core/lab/clip-queue-state.ts';
import { storageSize } from '../../words/format.ts';
import { type ClipWords, clipWords } from './clip-item-words.ts';
import classes from './clips.module.css';

const ROW_PX = 64;
/** Rows beside those that are seen, so that none is missing while scrolling. */
const BESIDE = 6;

interface ClipListProps {
  readonly clips: readonly Clip[];
  readonly queue: ClipQueueState;
  readonly onRetry: (key: string) => void;
}

/** All videos in a place of its own that scrolls; only rows near what is seen are in the page. */
export function ClipList({ clips, queue, onRetry }: ClipListProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions are used in this very render alone
  const rows = useVirtualizer({
    count: clips.length,
    getScrollElement: () => place.current,
    estimateSize: () => ROW_PX,
    overscan: BESIDE,
    getItemKey: (index) => keyAt(clips, index),
  });
  return (
    <div
      ref={place}
      className={classes['list']}
      tabIndex={0}
      role="region"
      aria-label="Videos, one by one"
    >
      <div role="list" className={classes['rows']} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ key, index, start }) => {
          const clip = clips[index];
          if (clip === undefined) return null;
          const { state, more, isFailed } = clipWords(clip, queue);
          return (
            <ClipRow
              key={key}
              {...{ state, more, isFailed, start, onRetry }}
              measure={rows.measureElement}
              clipKey={clipKey(clip)}
              name={clip.name}
              sizeBytes={clip.sizeBytes}
              place={index + 1}
              count={clips.length}
            />
          );
        })}
      </div>
    </div>
  );
}

const keyAt = (clips: readonly Clip[], index: number): string => {
  const clip = clips[index];
  return clip === undefined ? String(index) : clipKey(clip);
};

interface ClipRowProps extends ClipWords {
  readonly clipKey: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly place: number;
  readonly count: number;
  readonly start: number;
  readonly onRetry: (key: string) => void;
  readonly measure: (row: HTMLElement | null) => void;
}

const ClipRow = memo(function ClipRow(props: ClipRowProps): ReactNode {
  const { name, sizeBytes, state, more, isFailed, place, count, start, onRetry, measure } = props;
  return (
    <div
      ref={measure}
      role="listitem"
      data-index={place - 1}
      aria-setsize={count}
      aria-posinset={place}
      className={classes['row']}
      style={{ transform: `translateY(${start}px)`, minHeight: ROW_PX }}
      data-failed={isFailed ? '' : undefined}
    >
      <span className={classes['name']} title={name}>
        {name}
      </span>
      <Text span size="sm" className={classes['state']}>
        {state}
      </Text>
      <Text span size="sm" c="dimmed" className={classes['more']}>
        {more ?? storageSize(sizeBytes)}
      </Text>
      {isFailed && (
        <Button
          className={classes['retry']}
          size="compact-sm"
          variant="default"
          aria-label={`Try again: ${name}`}
          onClick={() => {
            onRetry(props.clipKey);
          }}
        >
          Try again
        </Button>
      )}
    </div>
  );
});
