import { describe, expect, it } from 'vitest';
import type { SessionEvent } from '#core/sessions/records.ts';
import type { Timeline, TimelinePoint } from '#core/sessions/timeline.ts';
import { durationMs, lectureTimeS, timestampMs } from '#core/units.ts';
import { timelineMarks } from '#ui/charts/timeline-data.ts';
import { clockTicks } from '#ui/charts/timeline-scales.ts';

const START = timestampMs(5000);

const point = (tS: number, over: Partial<TimelinePoint> = {}): TimelinePoint => ({
  tS,
  lectureTimeS: tS,
  score: 50,
  status: 'engaged',
  reason: null,
  states: null,
  ...over,
});

const timeline = (points: readonly TimelinePoint[]): Timeline => ({
  bucket: durationMs(1000),
  points,
});

const event = (ms: number, lectureTime: number | null): SessionEvent => ({
  sessionId: 'x',
  sequence: 0,
  at: timestampMs(START + ms),
  lectureTime: lectureTime === null ? null : lectureTimeS(lectureTime),
  type: 'tab_hidden',
  data: {},
});

describe('timeline marks', () => {
  it('joins neighbouring stretches of one status into one band', () => {
    const { bands } = timelineMarks(
      timeline([point(0.5), point(1.5), point(2.5, { status: 'disengaged' })]),
      [],
      START,
      'session',
    );
    expect(bands).toEqual([
      { x1: 0, x2: 2, status: 'engaged' },
      { x1: 2, x2: 3, status: 'disengaged' },
    ]);
  });

  it('[UI-21] breaks the line and the band at a gap', () => {
    const { scores, bands } = timelineMarks(
      timeline([point(0.5), point(9.5)]),
      [],
      START,
      'session',
    );
    expect(new Set(scores.map(({ run }) => run)).size).toBe(2);
    expect(bands).toHaveLength(2);
  });

  it('[UI-21] breaks the line where there was no score, and draws nothing at 0', () => {
    const { scores } = timelineMarks(
      timeline([point(0.5), point(1.5, { score: null, status: 'not_detected' }), point(2.5)]),
      [],
      START,
      'session',
    );
    expect(scores.map(({ x, score }) => [x, score])).toEqual([
      [0.5, 50],
      [2.5, 50],
    ]);
    expect(new Set(scores.map(({ run }) => run)).size).toBe(2);
  });

  it('[UI-23] breaks the line where the lecture was played again', () => {
    const { scores } = timelineMarks(
      timeline([
        point(0.5, { lectureTimeS: 60 }),
        point(1.5, { lectureTimeS: 61 }),
        point(2.5, { lectureTimeS: 30 }),
        point(3.5, { lectureTimeS: 31 }),
      ]),
      [],
      START,
      'lecture',
    );
    expect(scores.map(({ x }) => x)).toEqual([60, 61, 30, 31]);
    expect(scores.map(({ run }) => run)).toEqual([0, 0, 1, 1]);
  });

  it('leaves out what has no place in the lecture', () => {
    const { scores, events } = timelineMarks(
      timeline([point(0.5, { lectureTimeS: null }), point(1.5)]),
      [event(700, null), event(900, 12)],
      START,
      'lecture',
    );
    expect(scores).toHaveLength(1);
    expect(events.map(({ x }) => x)).toEqual([12]);
  });

  it('places events by their time since the start', () => {
    const { events } = timelineMarks(timeline([]), [event(700, null)], START, 'session');
    expect(events.map(({ x }) => x)).toEqual([0.7]);
  });

  it('breaks the states where the model said nothing', () => {
    const states = [0.25, 0.25, 0.25, 0.25];
    const marks = timelineMarks(
      timeline([point(0.5, { states }), point(1.5), point(2.5, { states })]),
      [],
      START,
      'session',
    );
    expect(marks.states).toHaveLength(8);
    expect(new Set(marks.states.map(({ run }) => run)).size).toBe(2);
  });
});

describe('clock ticks', () => {
  it.each([10, 75, 600, 2760, 28_800])('are whole and few enough for %d seconds', (end) => {
    const ticks = clockTicks(end, 8);
    expect(ticks[0]).toBe(0);
    expect(ticks.length).toBeLessThanOrEqual(9);
    expect(ticks.length).toBeGreaterThanOrEqual(3);
    expect(Math.max(...ticks)).toBeLessThanOrEqual(end);
  });
});
