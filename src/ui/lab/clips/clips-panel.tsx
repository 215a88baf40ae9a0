import { Button, Group, NativeSelect, Progress, Text, Title } from '@mantine/core';
import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Clip } from '#core/lab/clip.ts';
import { shareDone } from '#core/lab/clip-pace.ts';
import type { ClipQueueState } from '#core/lab/clip-queue-state.ts';
import { Icon } from '../../components/icon.tsx';
import { Surface } from '../../components/surface.tsx';
import { length, percent } from '../../words/format.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { useLab } from '../lab-context.ts';
import { countWords, paceWords } from './clip-item-words.ts';
import { ClipList } from './clip-list.tsx';
import classes from './clips.module.css';

const SHOWN = {
  all: () => true,
  left: ({ state }: Clip) => state.kind === 'waiting' || state.kind === 'begun',
  failed: ({ state }: Clip) => state.kind === 'failed',
} as const;
type Shown = keyof typeof SHOWN;
const LISTED: readonly { readonly value: Shown; readonly label: string }[] = [
  { value: 'all', label: 'All videos' },
  { value: 'left', label: 'Those that are left' },
  { value: 'failed', label: 'Those that could not be read' },
];

/** The videos whose features are read here: how far they are, and what each of them came to. */
export function ClipsPanel(): ReactNode {
  const { actions, stores } = useLab();
  const { queue, unreadable, said, trouble } = useStore(stores.clips);
  useEffect(() => {
    void actions.openClips();
  }, [actions]);
  if (queue.clips.length === 0 && unreadable.length === 0 && trouble === null) return null;
  return (
    <Surface labelledBy="clips-heading">
      <Group justify="space-between" align="center" gap="sm">
        <Title order={2} id="clips-heading">
          Videos
        </Title>
        <Buttons queue={queue} />
      </Group>
      {queue.clips.length > 0 && <Figures queue={queue} />}
      {trouble !== null && <ProblemNote title="Reading stopped">{trouble}</ProblemNote>}
      <Text role="status">{said}</Text>
      {unreadable.map((sentence) => (
        <Text key={sentence} my="sm">
          {sentence}
        </Text>
      ))}
      <Lacks queue={queue} />
      {queue.clips.length > 0 && <ChosenClips queue={queue} />}
    </Surface>
  );
}

function Figures({ queue }: { readonly queue: ClipQueueState }): ReactNode {
  const share = shareDone(queue.clips);
  const pace = queue.run === 'idle' ? null : paceWords(queue);
  const left = queue.run === 'reading' ? queue.left : null;
  return (
    <>
      <Progress
        mt="sm"
        value={share * 100}
        aria-label={`Videos read: ${percent(share)} of their bytes`}
      />
      <div className={classes['figures']}>
        <span>{countWords(queue.clips)}</span>
        {pace !== null && <span>{pace}</span>}
        {left !== null && left > 0 && <span>about {length(left)} left</span>}
      </div>
    </>
  );
}

function Buttons({ queue }: { readonly queue: ClipQueueState }): ReactNode {
  const { actions } = useLab();
  const { run, clips } = queue;
  const failed = clips.filter(SHOWN.failed).length;
  return (
    <Group gap="sm">
      {failed > 1 && (
        <Button variant="default" onClick={() => void actions.retryClips(null)}>
          Try the failed again
        </Button>
      )}
      {run === 'reading' && (
        <Button
          variant="default"
          leftSection={<Icon name="pause" />}
          onClick={() => void actions.pauseClips()}
        >
          Pause
        </Button>
      )}
      {run !== 'reading' && clips.some(SHOWN.left) && (
        <Button leftSection={<Icon name="play" />} onClick={() => void actions.readClips()}>
          Go on reading
        </Button>
      )}
    </Group>
  );
}

/** What the person has to do so that the rest can be read. */
function Lacks({ queue: { lacks } }: { readonly queue: ClipQueueState }): ReactNode {
  const all = [...lacks.values()];
  const again = all.filter((lack) => lack === 'not_given').length;
  const asked = all.length - again;
  return (
    <>
      {again > 0 && (
        <Text mb="sm">
          {again === 1
            ? 'One video has to be given again, as this browser cannot open files by itself: drop or choose the same file above. What was read of it is kept.'
            : `${again.toLocaleString('en')} videos have to be given again, as this browser cannot open files by itself: drop or choose the same files above. What was read of them is kept.`}
        </Text>
      )}
      {asked > 0 && (
        <Text mb="sm">
          The browser asks before it opens {asked === 1 ? 'a video' : 'videos'} again: choose “Go on
          reading”, and allow it.
        </Text>
      )}
    </>
  );
}

function ChosenClips({ queue }: { readonly queue: ClipQueueState }): ReactNode {
  const { actions } = useLab();
  const [shown, setShown] = useState<Shown>('all');
  const clips = useMemo(() => queue.clips.filter(SHOWN[shown]), [queue.clips, shown]);
  const onRetry = useCallback(
    (key: string) => {
      void actions.retryClips(key);
    },
    [actions],
  );
  return (
    <>
      <NativeSelect
        mb="sm"
        maw="16rem"
        label="Listed"
        value={shown}
        data={LISTED}
        onChange={(event) => {
          setShown(event.currentTarget.value as Shown);
        }}
      />
      {clips.length === 0 ? (
        <Text c="dimmed">None.</Text>
      ) : (
        <ClipList clips={clips} queue={queue} onRetry={onRetry} />
      )}
    </>
  );
}
