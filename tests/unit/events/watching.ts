import { createEventObserver } from '#core/events/event-observer.ts';
import type { EventDraft } from '#core/sessions/behaviour.ts';
import type { EventType } from '#core/sessions/records.ts';
import type { BodyReading, BodySample } from '#core/signals/body-reading.ts';
import type { Observation } from '#core/signals/face-sample.ts';
import type { FaceFeature } from '#core/signals/face-signal.ts';
import { lectureTimeS, timestampMs } from '#core/units.ts';
import { absent, face, frames } from '../engagement/faces.ts';

export type Face = Partial<Record<FaceFeature, number>>;

/** What the camera sees at second `s`; null where nobody is in view. */
export type Scene = (s: number) => Face | Observation | null;

interface Watch {
  readonly seconds: number;
  readonly fps?: number;
  /** Position of the lecture, seconds, at second `s`. */
  readonly lecture?: (s: number) => number | null;
  readonly body?: (s: number) => BodyReading | null;
  /** Which frames never come. */
  readonly missing?: (s: number) => boolean;
}

const isObservation = (seen: Face | Observation): seen is Observation => 'kind' in seen;

/** Plays a scene to an observer and gives every event, those open at the end too. */
export function watch(scene: Scene, { seconds, fps = 30, lecture, body, missing }: Watch) {
  const observer = createEventObserver();
  const drafts: EventDraft[] = [];
  for (const t of frames(0, seconds * 1000, fps)) {
    const s = t / 1000;
    if (missing?.(s) === true) continue;
    const seen = scene(s);
    const observation = seen === null ? absent(t) : isObservation(seen) ? seen : face(t, seen);
    const position = lecture === undefined ? s : lecture(s);
    const moment = {
      at: timestampMs(t),
      lectureTime: position === null ? null : lectureTimeS(position),
    };
    drafts.push(...observer.push(moment, observation, body?.(s) ?? null));
  }
  drafts.push(...observer.end());
  return drafts;
}

export const ofType = (drafts: readonly EventDraft[], type: EventType): readonly EventDraft[] =>
  drafts.filter((draft) => draft.type === type);

export const typesOf = (drafts: readonly EventDraft[]): readonly EventType[] =>
  drafts.map(({ type }) => type);

/** Onset and offset, seconds. */
export const edges = ({ at, data }: EventDraft): readonly [number, number] => [
  at / 1000,
  at / 1000 + Number(data['duration_s']),
];

/** 0 outside `from`..`to`, 1 inside, with edges of `ramp` seconds. */
export const plateau = (s: number, from: number, to: number, ramp = 0.2): number =>
  Math.max(0, Math.min(1, (s - from) / ramp, (to - s) / ramp));

export const bodySample = (s: number, known: Partial<BodySample> = {}): BodySample => ({
  kind: 'body',
  capturedAt: timestampMs(s * 1000),
  shoulderTilt: null,
  lean: null,
  slouch: null,
  handOnFace: null,
  handRaised: null,
  motion: null,
  ...known,
});
