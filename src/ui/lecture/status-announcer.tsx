import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useLive } from '../stores-context.ts';
import { HINT_WORDS } from '../words/quality-words.ts';
import { REASON_WORDS, STATUS_WORDS } from '../words/status-words.ts';

/** A status is told once it has held this long, and no more often than the other. */
const HELD_MS = 3000;
const QUIET_MS = 15_000;

/** Tells status changes to assistive technology, politely and seldom. */
export function StatusAnnouncer(): ReactNode {
  const paused = useLive((state) => state.phase === 'paused');
  const camera = useLive((state) => state.camera.kind);
  const status = useLive(({ reading }) => reading?.status ?? null);
  const reason = useLive(({ reading }) => reading?.reason ?? null);
  const hint = useLive((state) => state.hint);
  const [told, setTold] = useState('');
  const toldAt = useRef(Number.NEGATIVE_INFINITY);

  const words = paused
    ? 'Monitor paused'
    : camera === 'lost'
      ? 'The camera stopped. The session goes on.'
      : status === null
        ? ''
        : [
            STATUS_WORDS[status],
            reason === null ? '' : REASON_WORDS[reason],
            hint === null ? '' : HINT_WORDS[hint].help,
          ]
            .filter((part) => part !== '')
            .join('. ');

  useEffect(() => {
    if (words === '') return;
    const quiet = toldAt.current + QUIET_MS - performance.now();
    const timer = setTimeout(
      () => {
        toldAt.current = performance.now();
        setTold(words);
      },
      Math.max(HELD_MS, quiet),
    );
    return () => {
      clearTimeout(timer);
    };
  }, [words]);

  return <VisuallyHidden role="status">{told}</VisuallyHidden>;
}
