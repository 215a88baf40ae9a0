import {
  holdLecture,
  lectureTimeOf,
  playerStateOf,
  watchLecture,
} from '#adapters/page/lecture-player.ts';
import { pageClock } from '#adapters/page/page-clock.ts';
import { watchInputs } from '#adapters/page/page-inputs.ts';
import { watchVisibility } from '#adapters/page/page-visibility.ts';
import { windowPlace } from '#adapters/page/window-place.ts';
import { CAMERA_PROBLEMS, type CameraState } from '#core/capture/camera-state.ts';
import type { Deployment } from '#core/policy/deployment.ts';
import type { SessionArchive, SessionLog } from '#core/ports.ts';
import { lectureEvent } from '#core/sessions/behaviour.ts';
import type { SessionEnd } from '#core/sessions/records.ts';
import type { EndedSession } from '#pipelines/live-session-contract.ts';
import { createLiveSession } from '#pipelines/live-session.ts';
import { addNotice, removeNotices } from '#stores/live-store.ts';
import { problem } from '#stores/problem.ts';
import type { Stores } from '#stores/stores.ts';
import type { StartRequest } from '#ui/actions.ts';
import { isQuiet } from '#adapters/page/lecture-captions.ts';
import { createCalibrationDesk, type CalibrationDesk } from './calibration-desk.ts';
import type { FindActiveBundle } from './active-bundle.ts';
import { joinClass } from './join-class.ts';
import { createLivePublisher, PUBLISH_EVERY_MS } from './live-publisher.ts';
import { problemOf } from './problem-of.ts';
import type { ProfileKeeper } from './profile-keeper.ts';
import type { MomentDesk, OpenedMomentDesk } from './moments/moment-desk.ts';
import { openSessionModels, type SessionModels } from './session-models.ts';
import { shareMomentOf } from './share-moment.ts';
import { createShareRun, type ShareRun } from './share-run.ts';
import { openWatch, type Watch } from './watch.ts';

export interface RunDeps {
  readonly stores: Stores;
  readonly deployment: Deployment;
  readonly log: SessionLog;
  readonly archive: SessionArchive;
  readonly findActiveBundle: FindActiveBundle;
  readonly keepProfile: (studentId: string, camera: string) => Promise<ProfileKeeper>;
  /** null where the student is not to be asked about moments. */
  readonly openMoments: (studentId: string, learns: boolean) => Promise<OpenedMomentDesk | null>;
  readonly useMoments: (desk: MomentDesk | null) => void;
  /** The lecture came to its end by itself. */
  readonly onLectureEnd: () => void;
}

/** One session with everything that it holds: camera, workers, listeners, timer. */
export interface SessionRun {
  readonly id: string;
  pause(): void;
  resume(): Promise<void>;
  showOn(canvas: HTMLCanvasElement | null): void;
  /** null where there is no webcam before the student. */
  readonly calibrations: CalibrationDesk | null;
  /** What the class is told. */
  readonly share: ShareRun;
  /** Lets everything go and closes the record. */
  end(end: SessionEnd): Promise<EndedSession>;
}

/** Rejects with CameraError or VisionError; then nothing is left open and nothing was logged. */
export async function openSessionRun(
  request: StartRequest,
  deps: RunDeps,
  signal: AbortSignal,
): Promise<SessionRun> {
  const { mode, identity } = request;
  const { live } = deps.stores;
  const models = await openSessionModels(live, mode, identity, deps.findActiveBundle, signal);
  try {
    return await openRunOf(models, request, deps, signal);
  } catch (error) {
    models.close();
    throw error;
  }
}

async function openRunOf(
  models: SessionModels,
  request: StartRequest,
  { stores, deployment, log, archive, keepProfile, openMoments, useMoments, onLectureEnd }: RunDeps,
  signal: AbortSignal,
): Promise<SessionRun> {
  const { live } = stores;
  const { mode, video } = request;
  const publisher = createLivePublisher(stores);
  let watch: Watch | null = null;
  /** null where the student did not ask to be remembered. */
  let profile: ProfileKeeper | null = null;
  /** null where the student is not asked about moments. */
  let moments: MomentDesk | null = null;

  const session = createLiveSession({
    identity: request.identity,
    mode,
    clock: pageClock,
    log,
    deleteSession: (id) => archive.delete(id),
    classifiers: { attention_level: null, learning_states: null },
    modelIds: models.ids,
    lectureTime: () => lectureTimeOf(video),
    newId: () => crypto.randomUUID(),
    on: {
      reading(reading, observation) {
        publisher.reading(reading, observation);
        calibrations?.observe(observation);
        moments?.observed(observation);
      },
      prediction(model, prediction) {
        publisher.prediction(model, prediction);
        if (model === 'attention_level') moments?.predicted(prediction);
      },
      event(event) {
        moments?.happened(event);
      },
      health(health) {
        live.setState({ logHealth: health });
        if (health.kind === 'in_memory') {
          const { cause, reason } = health;
          addNotice(live, problem(reason, cause instanceof Error ? cause.message : null));
        }
      },
    },
  });

  const calibrations =
    request.source.kind === 'webcam'
      ? createCalibrationDesk({
          live,
          clock: pageClock,
          windowPlace,
          holdLecture: () => holdLecture(video),
          readBy(calibration) {
            session.useCalibration(calibration);
            publisher.useCalibration(calibration);
          },
          record(data) {
            const lectureTime = lectureTimeOf(video);
            session.record({ at: pageClock(), lectureTime, type: 'calibrated', data });
          },
          save: (calibration) => profile?.saveCalibration(calibration),
        })
      : null;

  const onCamera = (state: CameraState): void => {
    if (request.source.kind === 'none' || state.kind === 'closed') return;
    if (state.kind === 'live') {
      live.setState({ camera: { ...state, source: request.source.kind } });
      session.resume('camera_lost');
      removeNotices(live, ['camera_lost', ...CAMERA_PROBLEMS]);
    } else {
      live.setState({ camera: state });
      session.interrupt('camera_lost');
      addNotice(live, problem('camera_lost'));
    }
  };

  if (request.source.kind !== 'none') {
    live.setState({ camera: { kind: 'opening' } });
    watch = await openWatch(
      request.source,
      request.keepFrames,
      {
        onObservation(observation, body) {
          session.observe(observation, body);
        },
        async onOpened(camera) {
          if (!request.keepProfile) return null;
          profile = await keepProfile(request.identity.studentId, camera);
          return profile.baseline;
        },
        onBaseline: (baseline) => profile?.saveBaseline(baseline),
        onCamera,
        onReport: (vision) => {
          live.setState({ vision });
        },
        onJpeg: (jpeg, capturedAt) => {
          session.keepFrame(jpeg, capturedAt).catch((error: unknown) => {
            addNotice(live, problem('storage_failed', String(error)));
          });
        },
        onTrouble: (trouble) => {
          session.interrupt('landmarker_unavailable');
          addNotice(live, trouble);
        },
      },
      (step) => {
        live.setState({ step });
      },
      signal,
    );
  }

  try {
    live.setState({ step: 'opening_log' });
    signal.throwIfAborted();
    const record = await session.start();
    if (signal.aborted) {
      await session.discard();
      signal.throwIfAborted();
    }
    const { identity, keepFrames: keepsFrames, keepProfile: keepsProfile } = request;
    const { id, startedAt } = record;
    live.setState({ session: { id, identity, mode, startedAt, keepsFrames, keepsProfile } });
    const remembered = (profile as ProfileKeeper | null)?.calibration ?? null;
    if (remembered !== null) calibrations?.remember(remembered);
    // Whoever is in a recording need not be the student who chose.
    const ask =
      request.source.kind === 'webcam'
        ? await openMoments(identity.studentId, request.learn).catch(() => null)
        : null;
    moments =
      ask?.({
        sessionId: id,
        startedAt,
        lecture: () => ({ player: playerStateOf(video), quiet: isQuiet(video) }),
        isBusy: () => {
          const { phase, calibration } = live.getState();
          return phase !== 'running' || calibration !== null || document.hidden;
        },
        onTrouble: (why) => {
          addNotice(live, problem('storage_failed', why));
        },
      }) ?? null;
    useMoments(moments);
  } catch (error) {
    await watch?.close();
    await (profile as ProfileKeeper | null)?.close();
    throw error;
  }

  const { courseId, lectureId } = request.identity;
  const share = createShareRun({
    share: stores.share,
    choice: request.share,
    login: request.classLogin,
    clock: pageClock,
    moment() {
      const { phase, reading, models: shown } = live.getState();
      return shareMomentOf({
        at: pageClock(),
        mode,
        lectureTime: lectureTimeOf(video),
        player: playerStateOf(video),
        reading,
        interrupted: phase === 'paused' || document.hidden,
        reliability: session.reliability()?.weight ?? null,
        states: shown.learning_states,
      });
    },
    connect: joinClass(deployment.class, { courseId, lectureId }),
    newRun: () => crypto.randomUUID().slice(0, 8),
  });

  const setHidden = (hidden: boolean): void => {
    watch?.setHidden(hidden);
    if (hidden) session.interrupt('tab_hidden');
    else session.resume('tab_hidden');
  };
  const timer = setInterval(() => {
    session.tick();
    calibrations?.tick();
    moments?.tick();
    publisher.publish();
    share.tick();
  }, PUBLISH_EVERY_MS);
  const unwatch = [
    watchInputs((input) => {
      session.input(input);
    }),
    watchVisibility(setHidden),
    watchLecture(video, (action) => {
      session.record(lectureEvent(action, pageClock(), lectureTimeOf(video)));
      if (action.kind === 'end') onLectureEnd();
    }),
  ];
  if (document.hidden) setHidden(true);
  for (const model of models.all) {
    void model.load((classifier) => {
      session.useClassifier(model.name, classifier);
    });
  }

  return {
    id: session.id,
    calibrations,
    share,
    pause() {
      session.interrupt('paused');
      watch?.pause();
      publisher.publish();
    },
    async resume() {
      try {
        await watch?.resume();
      } catch (error) {
        const trouble = problemOf(error);
        // Paused again, or stopped, before the camera was there.
        if (trouble === null) return;
        addNotice(live, trouble);
        session.interrupt('camera_lost');
        live.setState({ camera: { kind: 'lost', reason: 'taken_away' } });
      }
      session.resume('paused');
    },
    showOn: (canvas) => watch?.showOn(canvas),
    async end(end) {
      clearInterval(timer);
      share.end();
      calibrations?.close();
      moments?.close();
      useMoments(null);
      for (const stop of unwatch) stop();
      const ended = session.end(end);
      models.close();
      await watch?.close();
      await profile?.close();
      return ended;
    },
  };
}
