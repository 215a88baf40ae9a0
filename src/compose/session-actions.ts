import { watchPageHide } from '#adapters/page/page-visibility.ts';
import { decideConsent } from '#core/policy/consent.ts';
import { decideSharing } from '#core/policy/sharing.ts';
import type { SessionEnd } from '#core/sessions/records.ts';
import { durationMs } from '#core/units.ts';
import type { Deletions } from '#stores/deletion-store.ts';
import { INITIAL_LIVE_STATE } from '#stores/live-store.ts';
import { problem } from '#stores/problem.ts';
import type { Actions } from '#ui/actions.ts';
import { problemOf } from './problem-of.ts';
import { openSessionRun, type RunDeps, type SessionRun } from './session-run.ts';

export interface SessionActionDeps extends Omit<RunDeps, 'onLectureEnd'> {
  readonly deletions: Deletions;
}

type SessionActions = Pick<
  Actions,
  | 'startSession'
  | 'cancelStart'
  | 'pause'
  | 'resume'
  | 'stop'
  | 'stopAndDelete'
  | 'dismissEnded'
  | 'setSelfView'
  | 'openCalibration'
  | 'startCalibration'
  | 'applyCalibration'
  | 'closeCalibration'
  | 'stopSharing'
  | 'shareAgain'
>;

/** At most one session at a time, from consent to its end. */
export function createSessionActions(deps: SessionActionDeps): SessionActions {
  const { stores, deployment, deletions } = deps;
  const { live, scoreSeries } = stores;
  let run: SessionRun | null = null;
  let starting: AbortController | null = null;
  let canvas: HTMLCanvasElement | null = null;

  const finish = async (end: SessionEnd): Promise<void> => {
    const ending = run;
    if (ending === null) return;
    run = null;
    const { session } = live.getState();
    const { session: record, summary, reliability } = await ending.end(end);
    if (session === null) return;
    const duration = durationMs((record.endedAt ?? record.startedAt) - record.startedAt);
    live.setState({
      phase: 'ended',
      camera: { kind: 'off' },
      ended: { session, end, duration, summary, reliability, eventCount: record.eventCount },
    });
  };
  watchPageHide(() => void finish('page_closed'));

  return {
    async startSession(request) {
      if (run !== null || starting !== null) return;
      const { mode, keepFrames, keepProfile, learn } = request;
      const consent = decideConsent(deployment, { mode, keepFrames, keepProfile, learn });
      if (consent.kind !== 'granted' || consent.camera !== (request.source.kind !== 'none')) {
        live.setState({ problem: problem('unexpected', 'That mode is not offered here.') });
        return;
      }
      const abort = new AbortController();
      starting = abort;
      scoreSeries.clear();
      live.setState({ ...INITIAL_LIVE_STATE, phase: 'starting' });
      try {
        const opened = await openSessionRun(
          {
            ...request,
            keepFrames: consent.keepFrames,
            keepProfile: consent.keepProfile,
            learn: consent.learn,
            share: decideSharing(deployment.class, mode, request.share),
          },
          { ...deps, onLectureEnd: () => void finish('lecture_ended') },
          abort.signal,
        );
        run = opened;
        opened.showOn(canvas);
        live.setState({ phase: 'running', step: null });
        // Loading may have outlasted the click: then the person presses play.
        request.video.play().catch(() => undefined);
      } catch (error) {
        live.setState({ ...INITIAL_LIVE_STATE, problem: problemOf(error) });
      } finally {
        starting = null;
      }
    },
    cancelStart() {
      starting?.abort();
    },
    pause() {
      if (run === null) return;
      run.pause();
      live.setState({ phase: 'paused', camera: { kind: 'off' } });
    },
    resume() {
      if (run === null) return;
      live.setState({ phase: 'running' });
      void run.resume();
    },
    stop: () => finish('stopped'),
    async stopAndDelete() {
      const id = run?.id;
      await finish('stopped');
      if (id !== undefined) deletions.request([id]);
    },
    dismissEnded() {
      if (live.getState().phase === 'ended') live.setState(INITIAL_LIVE_STATE);
    },
    openCalibration: () => run?.calibrations?.open(),
    startCalibration: () => run?.calibrations?.start(),
    applyCalibration: () => run?.calibrations?.apply(),
    closeCalibration: () => run?.calibrations?.close(),
    stopSharing: () => run?.share.stop(),
    shareAgain: (login) => run?.share.again(login),
    setSelfView(next) {
      canvas = next;
      run?.showOn(next);
    },
  };
}
