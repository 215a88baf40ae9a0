import type { EngagementReading } from '#core/engagement/reading.ts';
import type { Prediction } from '#core/models/prediction.ts';
import { LEARNING_STATES } from '#core/models/prediction.ts';
import type { LiveClassifier, LogHealth } from '#core/ports.ts';
import type { SessionMode } from '#core/sessions/records.ts';
import type { Observation } from '#core/signals/face-sample.ts';
import type { BodyReading } from '#core/signals/body-reading.ts';
import { lectureTimeS, probability, radians, timestampMs } from '#core/units.ts';
import type { WindowState } from '#core/windows/window.ts';
import { createLiveSession } from '#pipelines/live-session.ts';
import { face } from '../engagement/faces.ts';
import { MemoryLog } from './memory-log.ts';

export const START = 1_763_700_000_000;

/** Lets every promise that can settle do so. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
};

/** A model whose answers come when the test says so. */
export class HeldClassifier implements LiveClassifier {
  readonly modelId = 'held-1';
  readonly labels: readonly string[];
  readonly asked: WindowState[] = [];
  mostAtOnce = 0;
  #pending: { resolve: (prediction: Prediction) => void; reject: (cause: Error) => void }[] = [];

  constructor(labels: readonly string[] = LEARNING_STATES) {
    this.labels = labels;
  }

  classify(window: WindowState): Promise<Prediction> {
    this.asked.push(window);
    return new Promise((resolve, reject) => {
      this.#pending.push({ resolve, reject });
      this.mostAtOnce = Math.max(this.mostAtOnce, this.#pending.length);
    });
  }

  /** Answers the window in flight with falling shares in the order of the labels, such as 0.4, 0.3, 0.2, 0.1. */
  async answer(): Promise<void> {
    const window = this.asked.at(-1);
    if (window?.kind === 'ready') {
      const count = this.labels.length;
      const sum = (count * (count + 1)) / 2;
      const probabilities = this.labels.map((_, index) => probability((count - index) / sum));
      this.#pending.shift()?.resolve({ kind: 'predicted', at: window.endsAt, probabilities });
    }
    await settle();
  }

  async fail(): Promise<void> {
    this.#pending.shift()?.reject(new Error('the worker is gone'));
    await settle();
  }

  close(): void {
    this.#pending = [];
  }
}

/** A live session with a clock, a log and listeners that the test can look into. */
export function rig(
  mode: SessionMode,
  classifier: LiveClassifier | null = null,
  attention: LiveClassifier | null = null,
) {
  let now = START;
  const log = new MemoryLog();
  const readings: { reading: EngagementReading; observation: Observation }[] = [];
  const predictions: Prediction[] = [];
  const levels: Prediction[] = [];
  const healths: LogHealth[] = [];
  const session = createLiveSession({
    identity: { studentId: 'ada', lectureId: 'l1', courseId: 'c1' },
    mode,
    clock: () => timestampMs(now),
    log,
    deleteSession: log.delete,
    classifiers: { learning_states: classifier, attention_level: attention },
    modelIds: {
      learning_states: classifier?.modelId ?? null,
      attention_level: attention?.modelId ?? null,
    },
    lectureTime: () => lectureTimeS((now - START) / 1000),
    newId: () => 'session-1',
    on: {
      reading: (reading, observation) => readings.push({ reading, observation }),
      prediction(model, prediction) {
        (model === 'learning_states' ? predictions : levels).push(prediction);
      },
      health: (health) => healths.push(health),
    },
  });
  return {
    session,
    log,
    readings,
    predictions,
    levels,
    healths,
    now: () => now,
    /** Moves the clock on without anything happening. */
    pass: (ms: number) => {
      now += ms;
    },
    /** A camera at `fps` that sees a face for `ms`; a tick four times a second. */
    watch: async (ms: number, fps = 30, each: () => Promise<void> | void = () => undefined) => {
      const from = now;
      let ticked = from;
      for (let frame = 1; frame * (1000 / fps) <= ms + 1e-6; frame++) {
        now = from + frame * (1000 / fps);
        session.observe(face(now), body(now));
        await each();
        if (now - ticked >= 250) {
          ticked = now;
          session.tick();
        }
        await settle();
      }
    },
    /** Nobody before the camera for `ms`, looked at 30 times a second. */
    nobody: async (ms: number, each: () => Promise<void> | void = () => undefined) => {
      const from = now;
      for (let frame = 1; frame * (1000 / 30) <= ms + 1e-6; frame++) {
        now = from + frame * (1000 / 30);
        session.observe({ kind: 'absent', capturedAt: timestampMs(now), reason: 'no_face' });
        await each();
        session.tick();
        await settle();
      }
    },
    /** Nothing to see for `ms`; a tick four times a second. */
    idle: async (ms: number) => {
      for (let passed = 0; passed < ms; passed += 250) {
        now += 250;
        session.tick();
        await settle();
      }
    },
  };
}

/** A body of which only the shoulders' line is known. */
export const body = (at: number): BodyReading => ({
  kind: 'body',
  capturedAt: timestampMs(at),
  shoulderTilt: radians(0.1),
  lean: null,
  slouch: null,
  handOnFace: null,
  handRaised: null,
  motion: null,
});
