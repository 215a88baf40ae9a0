import { BLINK_RULES } from '../engagement/blinks.ts';
import { REOPENED } from '../engagement/closures.ts';
import type { EventData, SpanEventType } from '../sessions/records.ts';
import type { BodySample } from '../signals/body-reading.ts';
import { durationMs } from '../units.ts';
import type { EventReading } from './event-reading.ts';
import type { Span, SpanRules } from './span-detector.ts';

interface Described {
  readonly type: SpanEventType;
  readonly rules: SpanRules;
  /** The event's own fields. */
  readonly data: (span: Span) => EventData;
}

/** An event that is found in the face: a number that is high while it lasts. */
export interface FaceSpanKind extends Described {
  readonly value: (reading: EventReading) => number | null;
  readonly note?: (reading: EventReading) => string | null;
}

export interface BodySpanKind extends Described {
  readonly value: (body: BodySample) => boolean | null;
}

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
const peak = (span: Span): EventData => ({ peak: rounded(span.peak, 2) });
const none = (): EventData => ({});

/** At 10 fps, the slowest supported, one frame may be missed. */
const MISSED_FRAME = durationMs(250);

const HEAD_TURN: SpanRules = {
  onset: 10,
  offset: 7,
  shortest: durationMs(300),
  bridge: durationMs(0),
  maxGap: MISSED_FRAME,
};

const headTurn = (direction: 'left' | 'right', sign: 1 | -1): FaceSpanKind => ({
  type: 'head_turn',
  rules: HEAD_TURN,
  value: ({ turn }) => (turn === null ? null : sign * turn),
  data: (span) => ({ direction, peak_deg: rounded(span.peak, 1) }),
});

/** Why these: docs/EVENTS.md. */
export const FACE_SPANS: readonly FaceSpanKind[] = [
  {
    type: 'eyes_closed',
    rules: {
      onset: 1,
      offset: REOPENED,
      shortest: BLINK_RULES.longest,
      bridge: durationMs(0),
      maxGap: BLINK_RULES.maxGap,
    },
    value: ({ closure }) => closure,
    data: peak,
  },
  headTurn('left', -1),
  headTurn('right', 1),
  {
    type: 'smile',
    rules: {
      onset: 1.2,
      offset: 0.8,
      shortest: durationMs(300),
      bridge: durationMs(500),
      maxGap: MISSED_FRAME,
    },
    value: ({ smile }) => smile,
    data: peak,
  },
  {
    type: 'yawn',
    rules: {
      onset: 1,
      offset: 0.6,
      shortest: durationMs(2000),
      longest: durationMs(10_000),
      bridge: durationMs(0),
      maxGap: durationMs(500),
    },
    value: ({ gape }) => gape,
    data: peak,
  },
  {
    type: 'looking_away',
    rules: {
      onset: 1,
      offset: 0.8,
      shortest: durationMs(1000),
      bridge: durationMs(200),
      maxGap: durationMs(500),
    },
    value: ({ off }) => off,
    note: ({ offTo }) => offTo,
    data: (span) => ({ direction: span.note, ...peak(span) }),
  },
  {
    type: 'left',
    rules: {
      onset: 1,
      offset: 0.5,
      shortest: durationMs(2000),
      bridge: durationMs(300),
      maxGap: durationMs(1500),
    },
    value: ({ nobody }) => nobody,
    data: none,
  },
  {
    type: 'second_person',
    rules: {
      onset: 2,
      offset: 1.5,
      shortest: durationMs(1000),
      bridge: durationMs(500),
      maxGap: durationMs(500),
    },
    value: ({ faces }) => faces,
    data: (span) => ({ most_faces: span.peak }),
  },
];

const hand = (type: SpanEventType, shortest: number): Described => ({
  type,
  rules: {
    onset: 1,
    offset: 0.5,
    shortest: durationMs(shortest),
    bridge: durationMs(300),
    maxGap: durationMs(1500),
  },
  data: none,
});

export const BODY_SPANS: readonly BodySpanKind[] = [
  { ...hand('hand_raised', 500), value: ({ handRaised }) => handRaised },
  { ...hand('hand_on_face', 1000), value: ({ handOnFace }) => handOnFace },
];
