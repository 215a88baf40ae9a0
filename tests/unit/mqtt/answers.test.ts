import { describe, expect, it } from 'vitest';
import { readAnswer } from '#adapters/mqtt/refusal.ts';
import { retryDelayMs } from '#adapters/mqtt/retry-delay.ts';
import { memberOfTopic, roomFilter, studentTopic } from '#adapters/mqtt/topic.ts';
import { createInFlight } from '#adapters/mqtt/in-flight.ts';
import { createSaidBefore } from '#adapters/mqtt/said-before.ts';
import { named } from './class-at-broker.ts';

describe('what a broker answers', () => {
  it.each([
    ['3.1.1, bad user name or password', 4, 4],
    ['3.1.1, not authorised', 5, 4],
    ['5, bad user name or password', 0x86, 5],
    ['5, not authorised', 0x87, 5],
  ] as const)('[CHN-9] is a wrong login (%s)', (_, code, version) => {
    expect(readAnswer(code, 'no', version)).toEqual({
      kind: 'refused',
      reason: 'wrong_login',
      said: 'no',
    });
  });

  it.each([0x01, 0x84])('[CHN-18] leads to MQTT 3.1.1 once, where 5 is not spoken (%i)', (code) => {
    expect(readAnswer(code, '', 5)).toEqual({ kind: 'speak_older' });
    expect(readAnswer(code, '', 4)).toMatchObject({ kind: 'refused', reason: 'failed' });
  });

  it.each([0x03, 0x88, 0x89, 0x8b, 0x97, 0x9f])('[CHN-15] may be another later (%i)', (code) => {
    expect(readAnswer(code, '', 5)).toEqual({ kind: 'later' });
  });

  it.each([
    [0x8a, 'not_allowed'],
    [0x85, 'failed'],
    [0x80, 'failed'],
  ] as const)('is final otherwise (%i)', (code, reason) => {
    expect(readAnswer(code, '', 5)).toMatchObject({ kind: 'refused', reason });
  });
});

it('[CHN-15] waits longer with every try, up to fifteen seconds, and never the same for all', () => {
  const longest = Array.from({ length: 10 }, (_, tries) => retryDelayMs(tries, 1));
  expect(longest.slice(0, 5)).toEqual([1000, 2000, 4000, 8000, 15_000]);
  expect(longest.at(-1)).toBe(15_000);
  for (const [tries, most] of longest.entries()) {
    expect(retryDelayMs(tries, 0)).toBeCloseTo(most * 0.75, 9);
  }
});

describe('topics', () => {
  const room = { courseId: 'c-1', lectureId: 'l.2' };

  it('[CHN-5] name room and student, and are told from all others', () => {
    const topic = studentTopic(room, named('s-1'));
    expect(topic).toBe('class/c-1~l.2/s/s-1/now');
    expect(roomFilter(room)).toBe('class/c-1~l.2/s/+/now');
    expect(memberOfTopic(room, topic)).toBe('s-1');
    for (const other of [
      '',
      'class/c-1~l.2/s//now',
      'class/c-1~l.2/s/a b/now',
      'class/c-1~l.2/s/s-1/then',
      'class/c-1~l.2/s/s-1/now/more',
      'class/c-1~other/s/s-1/now',
      'other/c-1~l.2/s/s-1/now',
      'class/c-1~l.2/t/s-1/now',
    ]) {
      expect(memberOfTopic(room, other), other).toBeNull();
    }
  });
});

it('[CHN-13] has a few messages under way at once, and gives the others back in their order', async () => {
  const flight = createInFlight(2);
  const started: number[] = [];
  const ends: (() => void)[] = [];
  const outcomes: string[] = [];
  for (const n of [1, 2, 3, 4, 5]) {
    flight
      .run(() => {
        started.push(n);
        return new Promise<void>((resolve) => ends.push(resolve));
      })
      .then(
        () => outcomes.push(`${n} sent`),
        () => outcomes.push(`${n} back`),
      );
  }
  expect(started).toEqual([1, 2]);
  ends[0]?.();
  await expect.poll(() => started).toEqual([1, 2, 3]);
  flight.giveBackWaiting();
  await expect.poll(() => outcomes).toEqual(['1 sent', '4 back', '5 back']);
  flight.giveBackAll();
  await expect.poll(() => outcomes.slice(3)).toEqual(['2 back', '3 back']);
});

it('[CHN-1] takes what came retained and live for one message, in either order', () => {
  const [one, two] = [named('s-1'), named('s-2')];
  const bytes = (text: string) => new TextEncoder().encode(text);
  const said = createSaidBefore();
  expect(said.isNew(one, bytes('1'), true)).toBe(true);
  expect(said.isNew(one, bytes('1'), false)).toBe(false);
  expect(said.isNew(one, bytes('2'), false)).toBe(true);
  expect(said.isNew(one, bytes('2'), false), 'what is live is never held back for itself').toBe(
    true,
  );
  expect(said.isNew(two, bytes('2'), false)).toBe(true);
  expect(said.isNew(two, bytes('2'), true)).toBe(false);
  said.reset();
  expect(said.isNew(two, bytes('2'), true)).toBe(true);
  expect(said.isNew(two, bytes('3'), false)).toBe(true);
});
