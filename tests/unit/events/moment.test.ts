import { describe, expect, it } from 'vitest';
import { createRecentMoments, momentBetween, type Moment } from '#core/events/moment.ts';
import { lectureTimeS, timestampMs } from '#core/units.ts';

const moment = (at: number, lecture: number | null): Moment => ({
  at: timestampMs(at),
  lectureTime: lecture === null ? null : lectureTimeS(lecture),
});
const between = (from: Moment, to: Moment, at: number): number | null =>
  momentBetween(from, to, timestampMs(at)).lectureTime;

describe('[EVT-5] the lecture time between two samples', () => {
  it('follows a lecture that plays, at any speed, and one that stands', () => {
    expect(between(moment(1000, 60), moment(1100, 60.1), 1050)).toBeCloseTo(60.05, 9);
    expect(between(moment(1000, 60), moment(1100, 60.2), 1025)).toBeCloseTo(60.05, 9);
    expect(between(moment(1000, 60), moment(1100, 60), 1050)).toBe(60);
  });

  it('is that of the nearer sample where the lecture was sought', () => {
    expect(between(moment(1000, 60), moment(1100, 300), 1040)).toBe(60);
    expect(between(moment(1000, 60), moment(1100, 300), 1060)).toBe(300);
    expect(between(moment(1000, 60), moment(1100, 10), 1060)).toBe(10);
  });

  it('is not known where no lecture is loaded', () => {
    expect(between(moment(1000, null), moment(1100, 0), 1040)).toBeNull();
    expect(between(moment(1000, null), moment(1100, 0), 1060)).toBe(0);
  });

  it('is remembered for as long as asked', () => {
    const recent = createRecentMoments(1000);
    for (let t = 0; t <= 5000; t += 100) recent.add(moment(t, t / 1000));
    expect(recent.at(timestampMs(4250)).lectureTime).toBeCloseTo(4.25, 9);
    expect(recent.at(timestampMs(1000)).lectureTime).toBeCloseTo(4, 9);
    expect(createRecentMoments(1000).at(timestampMs(0)).lectureTime).toBeNull();
  });
});
