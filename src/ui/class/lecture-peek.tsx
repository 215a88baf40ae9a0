import { useEffect, useState, type ReactNode, type RefObject } from 'react';
import type { Problem } from '#stores/problem.ts';
import { useActions } from '../actions.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import classes from './class-moments.module.css';

interface LecturePeekProps {
  readonly src: string;
  readonly video: RefObject<HTMLVideoElement | null>;
}

/** The lecture, small and silent, to look up a place in it. */
export function LecturePeek({ src, video }: LecturePeekProps): ReactNode {
  const { attachLecture } = useActions();
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    if (video.current === null) return;
    setProblem(null);
    return attachLecture(video.current, { kind: 'url', url: src }, setProblem);
  }, [attachLecture, src, video]);
  return (
    <>
      {problem !== null && <ProblemAlert problem={problem} quiet />}
      <video
        ref={video}
        className={classes['player']}
        hidden={problem !== null}
        aria-label="The lecture, to look up a moment"
        muted
        controls
        playsInline
        preload="metadata"
      />
    </>
  );
}
