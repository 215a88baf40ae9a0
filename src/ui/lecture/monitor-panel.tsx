import { Switch, VisuallyHidden } from '@mantine/core';
import { useCallback, useState, type ReactNode } from 'react';
import { useActions } from '../actions.ts';
import { LiveScoreChart } from '../charts/live-score-chart.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useLive, useStores } from '../stores-context.ts';
import { CalibrationOverlay } from '../calibration/calibration-overlay.tsx';
import { MODE_WORDS } from '../words/status-words.ts';
import { AttentionLevelLine } from './attention-level-line.tsx';
import { CameraLine } from './camera-line.tsx';
import { GazeLine } from './gaze-line.tsx';
import { ClassShare } from './class-share.tsx';
import classes from './monitor-panel.module.css';
import { MomentQuestion } from './moment-question.tsx';
import { OwnModelLine } from './own-model-line.tsx';
import { PanelControls } from './panel-controls.tsx';
import { PanelDetails } from './panel-details.tsx';
import { ScoreNow } from './score-now.tsx';
import { StateBars } from './state-bars.tsx';
import { StatusAnnouncer } from './status-announcer.tsx';
import { ViewHint } from './view-hint.tsx';

/** The quiet strip beside the lecture. */
export function MonitorPanel(): ReactNode {
  const { scoreSeries } = useStores();
  const mode = useLive((state) => state.session?.mode ?? 'events_only');
  const notices = useLive((state) => state.notices);
  const usesCamera = mode !== 'events_only';
  return (
    <>
      {usesCamera && <MomentQuestion />}
      <div className={classes['panel']}>
        <VisuallyHidden component="h2">Monitor</VisuallyHidden>
        <div className={classes['row']}>
          <CameraLine />
          <span className={classes['mode']}>{MODE_WORDS[mode]}</span>
        </div>
        {usesCamera ? (
          <>
            <ScoreNow />
            <ViewHint />
            <LiveScoreChart series={scoreSeries} />
            <GazeLine />
            <AttentionLevelLine />
            <OwnModelLine />
            {mode === 'learning_states' && <StateBars />}
          </>
        ) : (
          <p className={classes['small']}>
            Logged: play, pause, jumps, speed, tab changes, and how often you click, move the mouse
            or press a key. Nothing else is read.
          </p>
        )}
        <PanelControls />
        {usesCamera && (
          <>
            <SelfView />
            <PanelDetails />
          </>
        )}
        <ClassShare />
      </div>
      {notices.map((notice) => (
        <ProblemAlert key={notice.kind} problem={notice} quiet />
      ))}
      <StatusAnnouncer />
      <CalibrationOverlay />
    </>
  );
}

function SelfView(): ReactNode {
  const { setSelfView } = useActions();
  const [shown, setShown] = useState(false);
  const canvas = useCallback(
    (element: HTMLCanvasElement | null) => {
      setSelfView(element);
      return () => {
        setSelfView(null);
      };
    },
    [setSelfView],
  );
  return (
    <div>
      <Switch
        label="Show what the camera sees"
        size="sm"
        checked={shown}
        onChange={(event) => {
          setShown(event.currentTarget.checked);
        }}
      />
      {shown && (
        <canvas
          ref={canvas}
          className={classes['selfview']}
          style={{ marginTop: '0.6rem' }}
          role="img"
          aria-label="Your camera, mirrored, with the points that are read from your face"
        />
      )}
    </div>
  );
}
