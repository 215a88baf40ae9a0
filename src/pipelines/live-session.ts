import { loggedReading } from '#core/engagement/logged-reading.ts';
import { createEngagementMeter } from '#core/engagement/meter.ts';
import { createReliabilityBuilder } from '#core/engagement/reliability-builder.ts';
import { createSummary } from '#core/engagement/summary.ts';
import { createEventObserver } from '#core/events/event-observer.ts';
import { LIVE_MODELS } from '#core/models/prediction.ts';
import { createInputCounter, type EventDraft } from '#core/sessions/behaviour.ts';
import { keptFrameName } from '#core/sessions/file-names.ts';
import type { BodyReading } from '#core/signals/body-reading.ts';
import { wasLookedAt, type AbsenceReason, type Observation } from '#core/signals/face-sample.ts';
import { durationMs, elapsed, type TimestampMs, timestampMs } from '#core/units.ts';
import { createCalibratedGaze } from './calibrated-gaze.ts';
import { createInterruptions, EVENTS_OF_INTERRUPTIONS } from './interruptions.ts';
import { createLiveModels } from './live-models.ts';
import type { LiveSession, LiveSessionDeps } from './live-session-contract.ts';
import { createSampleChunks, type SessionSoFar } from './sample-chunks.ts';
import { createSessionEvents } from './session-events.ts';
import { newSession } from './session-record.ts';
import { createSessionWriter } from './session-writer.ts';

/** Absences are logged, and pictures kept, at most this often. */
const SECOND = durationMs(1000);
/** No observation for this long, though nothing interrupts: the landmarker has stopped. */
const STALLED = durationMs(3000);

/** One session, from its first observation to its closed record. It owns no timer and no worker. */
export function createLiveSession(deps: LiveSessionDeps): LiveSession {
  const { clock, log, mode, on } = deps;
  const id = deps.newId();
  const hasCamera = mode !== 'events_only';
  let phase: 'new' | 'running' | 'over' = 'new';
  let session = newSession(deps, id);
  let lastRowAt = session.startedAt;
  let lastFrameAt: TimestampMs | null = null;

  const meter = createEngagementMeter();
  const summary = createSummary();
  const reliability = createReliabilityBuilder();
  const chunks = createSampleChunks(id);
  const writer = createSessionWriter(log, (health) => on.health?.(health));
  const interruptions = createInterruptions();
  const inputs = createInputCounter();
  const events = createSessionEvents(id, deps, writer);
  const observed = createEventObserver();
  const gaze = createCalibratedGaze();
  const models = createLiveModels(mode, {
    window: on.window,
    prediction(model, prediction, number) {
      if (phase !== 'running') return;
      if (number !== null) chunks.settle(model, number, prediction);
      on.prediction?.(model, prediction);
      flush();
    },
  });
  for (const model of LIVE_MODELS) models.useClassifier(model, deps.classifiers[model]);

  const record = (draft: EventDraft): void => {
    if (phase === 'running') events.record(draft);
  };

  const soFar = (): SessionSoFar => ({
    meanScore: summary.current().meanScore,
    reliabilityWeight: hasCamera ? reliability.current().weight : null,
  });

  const flush = (force = false): void => {
    const chunk = chunks.take(clock(), soFar, force);
    if (chunk !== null) writer.samples(chunk);
  };

  /** One observation through meter and model into the log. */
  const take = (observation: Observation, body: BodyReading | null): void => {
    lastRowAt = observation.capturedAt;
    const moment = { at: observation.capturedAt, lectureTime: deps.lectureTime() };
    const reading = meter.push(observation, body);
    const engagement = loggedReading(reading, observation);
    const { predictions, awaits } = models.push(observation);
    chunks.add(
      {
        ...moment,
        observation,
        engagement,
        prediction: predictions.learning_states,
        attention: predictions.attention_level,
        body,
        gazeOnScreen: gaze.read(observation),
      },
      awaits,
    );
    summary.add(engagement);
    reliability.add(observation, body);
    on.reading?.(reading, observation);
    for (const draft of observed.push(moment, observation, body)) {
      if (draft.type === 'yawn') meter.yawned(draft.at);
      record(draft);
    }
    flush();
  };

  const takeAbsence = (reason: AbsenceReason): void => {
    /** Later than the last row even where the clock has not moved on since. */
    const capturedAt = timestampMs(Math.max(clock(), lastRowAt + 1));
    take({ kind: 'absent', capturedAt, reason }, null);
    flush(true);
  };

  return {
    id,
    async start() {
      if (phase !== 'new') throw new Error('a session starts once');
      session = newSession(deps, id);
      await log.begin(session);
      phase = 'running';
      lastRowAt = session.startedAt;
      writer.report(log.health);
      events.recordNow('session_start', { mode });
      return session;
    },
    observe(observation, body = null) {
      if (phase !== 'running' || !hasCamera) return;
      if (wasLookedAt(observation)) interruptions.remove('landmarker_unavailable');
      if (interruptions.prevailing() !== null) return;
      if (observation.capturedAt <= lastRowAt) return;
      take(observation, body);
    },
    interrupt(reason) {
      if (phase !== 'running' || !interruptions.add(reason)) return;
      const type = EVENTS_OF_INTERRUPTIONS[reason];
      if (type !== null) events.recordNow(type.began);
      if (hasCamera) takeAbsence(interruptions.prevailing() ?? reason);
    },
    resume(reason) {
      if (phase !== 'running' || !interruptions.remove(reason)) return;
      const type = EVENTS_OF_INTERRUPTIONS[reason];
      if (type !== null) events.recordNow(type.ended);
      /** Frames captured while it was interrupted may still be on their way. */
      lastRowAt = timestampMs(Math.max(lastRowAt, clock()));
    },
    tick() {
      if (phase !== 'running') return;
      const now = clock();
      inputs.due(now).forEach(record);
      const quiet = elapsed(lastRowAt, now);
      const reason = interruptions.prevailing();
      if (hasCamera && reason !== null && quiet >= SECOND) takeAbsence(reason);
      if (hasCamera && reason === null && quiet >= STALLED) takeAbsence('landmarker_unavailable');
      flush();
    },
    input(input) {
      if (phase !== 'running' || interruptions.has('paused')) return;
      inputs.count(input, clock(), deps.lectureTime());
    },
    record,
    async keepFrame(jpeg, capturedAt) {
      if (phase !== 'running' || !hasCamera || interruptions.prevailing() !== null) return;
      if (lastFrameAt !== null && elapsed(lastFrameAt, capturedAt) < SECOND) return;
      lastFrameAt = capturedAt;
      const name = keptFrameName({ ...deps.identity, id }, capturedAt);
      await log.keepFrame({ sessionId: id, at: capturedAt, name, jpeg });
    },
    useClassifier(model, classifier) {
      models.useClassifier(model, classifier);
    },
    useCalibration(calibration) {
      const neutral = calibration?.neutral ?? null;
      gaze.use(calibration);
      meter.useNeutral(neutral);
      observed.useNeutral(neutral);
    },
    summary: () => (hasCamera ? summary.current() : null),
    reliability: () => (hasCamera ? reliability.current() : null),
    async end(end) {
      if (phase !== 'running') throw new Error('only a running session can be ended');
      flush(true);
      observed.end().forEach(record);
      inputs.drain(clock()).forEach(record);
      events.recordNow('session_end', { end });
      phase = 'over';
      models.stop();
      const endedAt = clock();
      const counts = { sampleCount: chunks.total, eventCount: events.total };
      session = { ...session, ...soFar(), ...counts, endedAt, end };
      await writer.settled();
      try {
        await log.end(id, endedAt, end);
        writer.report(log.health);
      } catch (cause) {
        writer.report({ kind: 'in_memory', reason: 'storage_failed', cause });
      }
      return {
        session,
        summary: hasCamera ? summary.current() : null,
        reliability: hasCamera ? reliability.current() : null,
        unsaved: writer.unsaved(),
      };
    },
    async discard() {
      phase = 'over';
      models.stop();
      writer.drop();
      await writer.settled();
      writer.drop();
      await deps.deleteSession(id);
    },
  };
}
