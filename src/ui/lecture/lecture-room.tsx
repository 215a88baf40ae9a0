import { Anchor } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { Problem } from '#stores/problem.ts';
import { useActions } from '../actions.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useLive, useStores } from '../stores-context.ts';
import { Consent, type ConsentChoice } from './consent.tsx';
import type { OpenLecture } from './open-lecture.ts';
import { LectureStage } from './lecture-stage.tsx';
import { SessionEnded } from './session-ended.tsx';

/** Consent, then the lecture, then what came of it. The video element lives through all three. */
export function LectureRoom({ lecture }: { readonly lecture: OpenLecture }): ReactNode {
  const actions = useActions();
  const { live } = useStores();
  const phase = useLive((state) => state.phase);
  const unsaved = useLive((state) => state.logHealth?.kind === 'in_memory');
  const video = useRef<HTMLVideoElement>(null);
  const [lectureProblem, setLectureProblem] = useState<Problem | null>(null);
  const watching = phase === 'running' || phase === 'paused';

  const { source } = lecture;
  const sourceKey = source.kind === 'url' ? source.url : source.file;
  useEffect(() => {
    if (video.current === null) return;
    const lectureSource =
      typeof sourceKey === 'string'
        ? ({ kind: 'url', url: sourceKey } as const)
        : ({ kind: 'file', file: sourceKey } as const);
    return actions.attachLecture(video.current, lectureSource, setLectureProblem);
  }, [actions, sourceKey]);

  useEffect(() => {
    if (live.getState().phase === 'ended') actions.dismissEnded();
    return () => {
      const left = live.getState().phase;
      if (left === 'starting') actions.cancelStart();
      if (left === 'running' || left === 'paused') void actions.stop();
    };
  }, [actions, live]);

  useEffect(() => {
    if (!watching || !unsaved) return;
    const warn = (event: BeforeUnloadEvent): void => {
      event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('beforeunload', warn);
    };
  }, [watching, unsaved]);

  const start = ({ source: camera, ...choice }: ConsentChoice): void => {
    if (video.current === null) return;
    const { identity } = lecture;
    void actions.startSession({
      ...choice,
      identity,
      source: camera,
      video: video.current,
    });
  };

  const trouble = lectureProblem !== null && (
    <ProblemAlert problem={lectureProblem}>
      <Anchor component={Link} href="/lecture">
        Choose another lecture
      </Anchor>
    </ProblemAlert>
  );

  return (
    <>
      {(phase === 'idle' || phase === 'starting') && (
        <Consent lecture={lecture} onStart={start} notice={trouble} />
      )}
      {phase === 'ended' && <SessionEnded />}
      <LectureStage
        hidden={!watching}
        identity={lecture.identity}
        captions={lecture.captions}
        video={video}
        notice={trouble}
      />
    </>
  );
}
