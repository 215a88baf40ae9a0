import { describe, expect, it } from 'vitest';
import type { EventData, EventType, SessionEvent } from '#core/sessions/records.ts';
import type { Timeline } from '#core/sessions/timeline.ts';
import { durationMs, lectureTimeS, timestampMs } from '#core/units.ts';
import { blinkBars, blinkRate, seenKinds } from '#ui/charts/seen-data.ts';
import { timelineMarks } from '#ui/charts/timeline-data.ts';

const START = timestampMs(1_000_000);

const event = (
  type: EventType,
  second: number,
  lecture: number | null,
  data: EventData = {},
): SessionEvent => ({
  sessionId: 's',
  sequence: 0,
  at: timestampMs(START + second * 1000),
  lectureTime: lecture === null ? null : lectureTimeS(lecture),
  type,
  data,
});

/** One point a second; scored where `scored` says so. */
const timeline = (seconds: number, scored: (second: number) => boolean): Timeline => ({
  bucket: durationMs(1000),
  points: Array.from({ length: seconds }, (_, second) => ({
    tS: second + 0.5,
    lectureTimeS: second + 0.5,
    score: scored(second) ? 70 : null,
    status: scored(second) ? ('engaged' as const) : ('not_detected' as const),
    reason: null,
    states: null,
  })),
});

describe('what was seen', () => {
  const events = [
    event('smile', 10, 5, { duration_s: 2, offset_lecture_s: 7 }),
    event('smile', 30, 25, { duration_s: 4, offset_lecture_s: 29 }),
    event('yawn', 40, null, { duration_s: 5, offset_lecture_s: null }),
    event('tab_hidden', 41, 36),
  ];

  it('[UI-36] is counted and summed by kind; kinds never seen are left out', () => {
    const kinds = seenKinds(events, START, 'session');
    expect(
      kinds.map(({ type, spans, total, longest }) => [type, spans.length, total, longest]),
    ).toEqual([
      ['yawn', 1, 5000, 5000],
      ['smile', 2, 6000, 4000],
    ]);
  });

  it('[UI-36] has its place on the session’s time, and on the lecture’s where that is known', () => {
    const places = (axis: 'session' | 'lecture') =>
      seenKinds(events, START, axis).flatMap(({ spans }) => spans.map(({ at }) => at));
    expect(places('session')).toEqual([
      { x1: 40, x2: 45 },
      { x1: 10, x2: 12 },
      { x1: 30, x2: 34 },
    ]);
    expect(places('lecture')).toEqual([null, { x1: 5, x2: 7 }, { x1: 25, x2: 29 }]);
  });

  it.each([
    ['back', 3],
    ['far ahead', 900],
    ['to where nobody knows', null],
  ])('[UI-36] keeps its length where the lecture was moved %s meanwhile', (_, end) => {
    const moved = [event('looking_away', 60, 50, { duration_s: 8, offset_lecture_s: end })];
    expect(seenKinds(moved, START, 'lecture')[0]?.spans[0]?.at).toEqual({ x1: 50, x2: 58 });
  });

  it('[UI-36] a lecture played faster stretches it', () => {
    const fast = [event('looking_away', 60, 50, { duration_s: 8, offset_lecture_s: 66 })];
    expect(seenKinds(fast, START, 'lecture')[0]?.spans[0]?.at).toEqual({ x1: 50, x2: 66 });
  });

  it('[UI-36] is not among the marks of other events', () => {
    const marks = timelineMarks(
      timeline(60, () => true),
      events,
      START,
      'session',
    );
    expect(marks.events.map(({ event: { type } }) => type)).toEqual(['tab_hidden']);
  });
});

describe('blinks', () => {
  const every = (step: number, from: number, to: number): SessionEvent[] =>
    Array.from({ length: Math.floor((to - from) / step) }, (_, index) => {
      const second = from + index * step;
      return event('blink', second, second, { duration_s: 0.2, offset_lecture_s: second + 0.2 });
    });

  it('[UI-36] are a rate over the time in which the eyes were read', () => {
    // 15 a minute, but only the first half of it was read.
    const kinds = seenKinds(every(4, 0, 300), START, 'session');
    expect(
      blinkRate(
        kinds,
        timeline(600, (second) => second < 300),
      ),
    ).toBeCloseTo(15, 5);
    expect(
      blinkRate(
        kinds,
        timeline(600, () => true),
      ),
    ).toBeCloseTo(7.5, 5);
    expect(
      blinkRate(
        kinds,
        timeline(600, (second) => second < 20),
      ),
    ).toBeNull();
  });

  it('[UI-36] bars are of a minute or more, and missing where too little was read', () => {
    const kinds = seenKinds(every(3, 0, 240), START, 'session');
    const read = timeline(240, (second) => second < 60 || second >= 165);
    const bars = blinkBars(kinds, read, 'session', 240);
    expect(bars.map(({ x1, x2 }) => [x1, x2])).toEqual([
      [0, 60],
      [120, 180],
      [180, 240],
    ]);
    expect(bars[0]?.perMinute).toBeCloseTo(20, 5);
    const hours = blinkBars(
      kinds,
      timeline(240, () => true),
      'session',
      8 * 3600,
    );
    expect((hours[0]?.x2 ?? 0) - (hours[0]?.x1 ?? 0)).toBeGreaterThanOrEqual(600);
  });

  it('[UI-36] a session with hours of blinks has few bars', () => {
    const total = 8 * 3600;
    const kinds = seenKinds(every(5, 0, total), START, 'session');
    const bars = blinkBars(
      kinds,
      timeline(total, () => true),
      'session',
      total,
    );
    expect(bars.length).toBeLessThanOrEqual(48);
    for (const { perMinute } of bars) expect(perMinute).toBeCloseTo(12, 0);
  });
});
