import { Box, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import type { SessionIdentity } from '#core/sessions/records.ts';
import classes from './lecture-stage.module.css';
import { MonitorPanel } from './monitor-panel.tsx';

interface LectureStageProps {
  readonly hidden: boolean;
  readonly identity: SessionIdentity;
  readonly captions: string | null;
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly notice: ReactNode;
}

/** The lecture, large, and the monitor beside it. Always there, so that the video can be loaded. */
export function LectureStage(props: LectureStageProps): ReactNode {
  const { hidden, identity, captions, video, notice } = props;
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    if (hidden) video.current?.pause();
    else heading.current?.focus();
  }, [hidden, video]);

  return (
    <div className={classes['stage']} hidden={hidden}>
      <div>
        {!hidden && notice !== false && <Box mb="md">{notice}</Box>}
        <video ref={video} className={classes['player']} controls playsInline preload="metadata">
          {captions !== null && (
            <track kind="captions" src={captions} srcLang="en" label="English" default />
          )}
        </video>
        <div className={classes['caption']}>
          <Title order={1} size="h2" ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
            Lecture {identity.lectureId}
          </Title>
          <Text c="dimmed">
            Course {identity.courseId}, as {identity.studentId}
          </Text>
        </div>
      </div>
      {!hidden && (
        <Stack component="aside" aria-label="Monitor" gap="md">
          <MonitorPanel />
        </Stack>
      )}
    </div>
  );
}
