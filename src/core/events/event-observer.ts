import type { NeutralPose } from '../calibration/gaze-calibration.ts';
import type { Blink } from '../engagement/blinks.ts';
import type { EventDraft } from '../sessions/behaviour.ts';
import type { EventData, SpanEventType } from '../sessions/records.ts';
import type { BodyReading, BodySample } from '../signals/body-reading.ts';
import { wasLookedAt, type Observation } from '../signals/face-sample.ts';
import { durationMs, elapsed, type TimestampMs } from '../units.ts';
import { createEventReader, type EventReading } from './event-reading.ts';
import { createRecentMoments, type Moment } from './moment.ts';
import { createNodDetector, type Nods } from './nods.ts';
import { createSpanDetector, type Span } from './span-detector.ts';
import { BODY_SPANS, FACE_SPANS } from './span-kinds.ts';

/** A body reading older than this says nothing about now. */
const FRESH = durationMs(1500);
/** Longer than any blink or single nod takes, milliseconds. */
const REMEMBERED = 2000;

/** Blinks that could be taken for one closure of the eyes. */
const MOST_IN_A_ROW = 4;

export interface EventObserver {
  /** One moment in order of time; the events that are over by it. */
  push(moment: Moment, observation: Observation, body: BodyReading | null): readonly EventDraft[];
  /** Nothing more will be seen for now: the events that were still open, up to when they were. */
  end(): readonly EventDraft[];
  /** Looking away is measured from a calibration's neutral; null: from a learned one. */
  useNeutral(neutral: NeutralPose | null): void;
}

type Edges = Pick<Span, 'from' | 'to' | 'seenToEnd'>;

const milli = (value: number): number => Math.round(value * 1000) / 1000;

const drafted = (
  type: SpanEventType,
  { from, to, seenToEnd }: Edges,
  own: EventData,
): EventDraft => ({
  at: from.at,
  lectureTime: from.lectureTime,
  type,
  data: {
    duration_s: milli(elapsed(from.at, to.at) / 1000),
    offset_lecture_s: to.lectureTime === null ? null : milli(to.lectureTime),
    seen_to_end: seenToEnd,
    ...own,
  },
});

/** Finds what docs/EVENTS.md lists in what is seen of one student, as it is seen. */
export function createEventObserver(): EventObserver {
  const reader = createEventReader();
  const faces = FACE_SPANS.map((kind) => ({ kind, detector: createSpanDetector(kind.rules) }));
  const bodies = BODY_SPANS.map((kind) => ({ kind, detector: createSpanDetector(kind.rules) }));
  const moments = createRecentMoments(REMEMBERED);
  const nods = createNodDetector(moments.at);
  let person = 0;
  let lastBody: TimestampMs | null = null;
  let lastBlinks: readonly Blink[] = [];

  const draftsOf = (
    { kind }: { readonly kind: Pick<(typeof FACE_SPANS)[number], 'type' | 'data'> },
    span: Span | null,
  ): EventDraft[] =>
    span === null || isBlinks(kind.type, span) ? [] : [drafted(kind.type, span, kind.data(span))];

  const nodDraft = (found: Nods | null): EventDraft[] => {
    if (found === null) return [];
    const { from, to } = found;
    const own = { count: found.count, peak_deg: Number(found.deepest.toFixed(1)) };
    return [drafted('nod', { from, to, seenToEnd: true }, own)];
  };

  const blinkDraft = ({ blink }: EventReading): EventDraft[] => {
    if (blink === null) return [];
    lastBlinks = [...lastBlinks, blink].slice(-MOST_IN_A_ROW);
    const edges = { from: moments.at(blink.from), to: moments.at(blink.to), seenToEnd: true };
    return [drafted('blink', edges, { peak: Number(blink.peak.toFixed(2)) })];
  };

  /** Quick blinks in a row may look like one closure; most of the time they are what it was. */
  const isBlinks = (kind: SpanEventType, span: Span): boolean => {
    if (kind !== 'eyes_closed') return false;
    const blinked = lastBlinks
      .filter(({ to }) => to > span.from.at)
      .reduce((sum, { from, to }) => sum + elapsed(from, to), 0);
    return blinked > elapsed(span.from.at, span.to.at) / 2;
  };

  const ofBody = (moment: Moment, body: BodyReading | null): EventDraft[] => {
    if (body === null || (lastBody !== null && body.capturedAt <= lastBody)) return [];
    lastBody = body.capturedAt;
    const seen = { at: body.capturedAt, lectureTime: moment.lectureTime };
    return bodies.flatMap((each) => {
      const value = body.kind === 'body' ? each.kind.value(body) : null;
      return draftsOf(each, each.detector.push(seen, value === null ? null : Number(value)));
    });
  };

  const ofFace = (moment: Moment, reading: EventReading): EventDraft[] =>
    faces.flatMap((each) => {
      const { value, note } = each.kind;
      return draftsOf(each, each.detector.push(moment, value(reading), note?.(reading)));
    });

  const end = (): EventDraft[] => [
    ...[...faces, ...bodies].flatMap((each) => draftsOf(each, each.detector.end())),
    ...nodDraft(nods.end()),
  ];

  const anotherPerson = (moment: Moment, now: number): EventDraft[] => {
    if (now <= person) return [];
    person = now;
    const open = end();
    reader.reset();
    return [...open, { ...moment, type: 'person_changed', data: { person } }];
  };

  return {
    push(moment, observation, body) {
      // Paused, hidden, without camera or landmarker, nothing can be said to go on.
      if (!wasLookedAt(observation)) return end();
      moments.add(moment);
      const changed = observation.kind === 'face' ? anotherPerson(moment, observation.person) : [];
      const reading = reader.read(observation, seenNow(body, moment.at));
      return [
        ...changed,
        ...blinkDraft(reading),
        ...ofFace(moment, reading),
        ...nodDraft(nods.push(moment.at, reading.pitch)),
        ...ofBody(moment, body),
      ];
    },
    end,
    useNeutral(neutral) {
      reader.useNeutral(neutral);
    },
  };
}

const seenNow = (body: BodyReading | null, at: TimestampMs): BodySample | null =>
  body?.kind === 'body' && elapsed(body.capturedAt, at) <= FRESH ? body : null;
