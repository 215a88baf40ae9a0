import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { frameAt } from '#core/lab/labels/frame-times.ts';
import { spanAt } from '#core/lab/labels/spans.ts';
import type { OpenLabels } from '#stores/lab/labels-store.ts';
import { clock } from '../../words/format.ts';
import { momentWords, wordName } from './label-words.ts';
import classes from './timeline.module.css';

/** Where the cursor is, and what is said there. */
export function CursorWords({ opened }: { readonly opened: OpenLabels }): ReactNode {
  const { labelling, view } = opened;
  const { frames, cursor, history } = labelling;
  const frame = Math.max(0, frameAt(frames.times, cursor));
  const span = spanAt(history.present, cursor);
  const inLecture = view.lecture?.[frame] ?? Number.NaN;
  return (
    <div className={classes['cursorWords']}>
      <span className={classes['moment']}>{momentWords(frames, cursor)}</span>
      {view.lecture !== null && (
        <Text size="sm" c="dimmed" span>
          {Number.isNaN(inLecture)
            ? 'lecture time not known'
            : `${clock(inLecture)} in the lecture`}
        </Text>
      )}
      <Text size="sm" c="dimmed" span>
        {cursor >= frames.end ? 'the end' : `frame ${frame.toLocaleString('en-GB')}`}
      </Text>
      <Text size="sm" span style={{ overflowWrap: 'anywhere' }}>
        {span === null ? 'nothing said' : wordName(span.word)}
      </Text>
    </div>
  );
}
