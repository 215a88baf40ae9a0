import { expect, it } from 'vitest';
import { createClassGate, MOST_STUDENTS } from '#core/live/gate/class-gate.ts';
import type { LeftMessage, StateMessage } from '#core/live/messages/class-message.ts';
import type { MemberId } from '#core/live/class-room.ts';
import { encodeMessage } from '#core/live/messages/encode-message.ts';
import { durationMs, timestampMs, type TimestampMs } from '#core/units.ts';
import { NOON, stateMessage } from '../../support/state-messages.ts';

const MINUTE = 60_000;
const at = (ms: number): TimestampMs => timestampMs(NOON + ms);

/** A gate before which things are said; times in ms from noon, by the dashboard's clock. */
function gate() {
  const { admit, dropped } = createClassGate();
  const arrive = (
    receivedAt: number,
    message: StateMessage | LeftMessage,
    { member = 's-1', retained = false } = {},
  ) => {
    const admission = admit({
      member: member as MemberId,
      payload: encodeMessage(message),
      receivedAt: at(receivedAt),
      retained,
    });
    return admission.kind === 'dropped'
      ? admission.reason
      : admission.kind === 'admitted'
        ? admission.at - NOON
        : admission.kind;
  };
  return {
    admit,
    dropped,
    /** The moment by the dashboard's clock, or why there is none. */
    say: (
      receivedAt: number,
      [number, moment, delay = 0]: readonly [number, number, number?],
      { run = 'aaaaaaaa', ...how }: { run?: string; member?: string; retained?: boolean } = {},
    ) =>
      arrive(
        receivedAt,
        stateMessage({ run, number, at: at(moment), delay: durationMs(delay) }),
        how,
      ),
    leave: (
      receivedAt: number,
      { run = 'aaaaaaaa', ...how }: { run?: string; member?: string; retained?: boolean } = {},
    ) => arrive(receivedAt, { kind: 'left', run, why: 'lost' }, how),
  };
}

const NONE = {
  malformed: 0,
  oversized: 0,
  from_the_future: 0,
  too_old: 0,
  replayed: 0,
  too_frequent: 0,
  too_many_students: 0,
};

it('[MSG-7] takes what was sent ten minutes ahead of its clock, and nothing from later', () => {
  const { say, dropped } = gate();
  expect(say(0, [1, 10 * MINUTE])).toBe(0);
  expect(say(0, [1, 10 * MINUTE + 1], { member: 's-2' })).toBe('from_the_future');
  expect(say(0, [1, 9 * MINUTE, MINUTE + 1], { member: 's-3' })).toBe('from_the_future');
  expect(dropped).toEqual({ ...NONE, from_the_future: 2 });
});

it('[MSG-8] takes what is twenty minutes old, whatever the clocks, and nothing older', () => {
  const { say, dropped } = gate();
  for (const [member, clock] of [
    ['s-1', 0],
    ['s-2', 5 * MINUTE],
    ['s-3', -3000 * MINUTE],
  ] as const) {
    expect(say(0, [1, clock - 20 * MINUTE - 1, 20 * MINUTE + 1], { member })).toBe('too_old');
    expect(say(0, [1, clock - 20 * MINUTE, 20 * MINUTE], { member })).toBe(-20 * MINUTE);
  }
  expect(dropped).toEqual({ ...NONE, too_old: 3 });
});

it('[MSG-9] the number of a run has to grow', () => {
  const { say, dropped } = gate();
  expect(say(0, [5, 0])).toBe(0);
  expect(say(10, [5, 0])).toBe('replayed');
  expect(say(1000, [4, 1000])).toBe('replayed');
  expect(say(2000, [9, 2000])).toBe(2000);
  expect(dropped).toEqual({ ...NONE, replayed: 2 });
});

it('[MSG-9] a run that was replaced is over, and its late messages are replays', () => {
  const { say, dropped } = gate();
  expect(say(0, [1, 0])).toBe(0);
  expect(say(2000, [1, 2000], { run: 'bbbbbbbb' })).toBe(2000);
  expect(say(3000, [2, 3000])).toBe('replayed');
  // One that was never heard of, from before.
  expect(say(4000, [7, 1500, 2500], { run: 'cccccccc' })).toBe('replayed');
  expect(say(5000, [2, 5000], { run: 'bbbbbbbb' })).toBe(5000);
  expect(dropped).toEqual({ ...NONE, replayed: 2 });
});

it('[MSG-9] a kept message that comes again live is one replay, and told again is none', () => {
  const { say, dropped } = gate();
  expect(say(500, [3, 0], { retained: true })).toBe(0);
  expect(say(510, [3, 0])).toBe('replayed');
  expect(say(9000, [3, 0], { retained: true })).toBe('ignored');
  expect(say(9100, [4, 9100])).toBe(9100);
  expect(dropped).toEqual({ ...NONE, replayed: 1 });
});

it('[MSG-10] moments of one student are at least 900 ms apart, by their own clock', () => {
  const { say, dropped } = gate();
  expect(say(0, [1, 0])).toBe(0);
  expect(say(5000, [2, 899])).toBe('too_frequent');
  expect(say(5000, [3, 900, 4100])).toBe(900);
  expect(say(6000, [4, -1000])).toBe('too_frequent');
  expect(dropped).toEqual({ ...NONE, too_frequent: 2 });
});

it('[MSG-10] lets fifteen minutes be caught up in a moment', () => {
  const { say, dropped } = gate();
  for (let second = 0; second < 900; second++) {
    const waited = (900 - second) * 1000;
    const now = Math.floor(second / 10);
    expect(say(now, [second + 1, -waited, waited + now])).toBe(-waited);
  }
  expect(dropped).toEqual(NONE);
});

it.each(['one run', 'many runs'])('[MSG-10] holds a flood of %s to about one a second', (kind) => {
  const { say, dropped } = gate();
  let admitted = 0;
  for (let sent = 0; sent < 20_000; sent++) {
    const run = kind === 'one run' ? 'aaaaaaaa' : String(10_000_000 + Math.floor(sent / 3));
    // A thousand a second, each claiming a moment far enough from the last, of a slow clock.
    const said = say(sent, [sent + 1, sent * 900 - 1e9], { run });
    if (typeof said === 'number') admitted += 1;
  }
  expect(admitted).toBeGreaterThan(1);
  expect(admitted).toBeLessThanOrEqual(1000 + 20_000 / 900 + 1);
  expect(dropped.too_frequent).toBeGreaterThan(18_000);
});

it('[MSG-11] puts moments where they belong, whatever the clock and however long they waited', () => {
  const { say } = gate();
  const clock = -7 * MINUTE;
  // Way of 200 ms, then of 20 ms: from there on the difference is known to 20 ms.
  expect(say(200, [1, clock])).toBe(200);
  expect(say(1020, [2, clock + 1000])).toBe(1020);
  expect(say(2300, [3, clock + 2000])).toBe(2020);
  // In flight when the connection broke, so it says nothing of having waited.
  expect(say(65_000, [4, clock + 3000])).toBe(3020);
  expect(say(65_000, [5, clock + 5000, 59_900])).toBe(5020);
});

it('[MSG-11] no moment is later than its arrival', () => {
  const { say } = gate();
  expect(say(0, [1, 4 * MINUTE])).toBe(0);
  expect(say(1000, [2, 5 * MINUTE])).toBe(1000);
  expect(say(0, [1, 3 * MINUTE], { member: 's-2', retained: true })).toBe(0);
});

it('[MSG-11] what was kept is as old as it says, until the clock is known', () => {
  const { say, dropped } = gate();
  expect(say(0, [1, -3 * MINUTE], { retained: true })).toBe(-3 * MINUTE);
  expect(say(0, [1, -21 * MINUTE], { member: 's-2', retained: true })).toBe('too_old');
  expect(say(1000, [2, -MINUTE])).toBe(1000);
  expect(dropped).toEqual({ ...NONE, too_old: 1 });
});

it('[MSG-11] finds a clock again that stood still while its machine slept', () => {
  const { say } = gate();
  for (let second = 0; second < 100; second++) say(second * 1000, [second + 1, second * 1000]);
  const slept = 30 * MINUTE;
  const said = Array.from({ length: 200 }, (_, after) => {
    const second = 100 + after;
    return say(slept + second * 1000, [second + 1, second * 1000]);
  });
  expect(said[0]).toBe('too_old');
  expect(said.findIndex((when) => when !== 'too_old')).toBeLessThanOrEqual(120);
  expect(said.at(-1)).toBe(slept + 299_000);
});

it('[MSG-12] who leaves is gone from then on, and back with the next message', () => {
  const { say, leave, dropped } = gate();
  expect(say(0, [1, 0])).toBe(0);
  expect(leave(1500)).toBe(1500);
  expect(leave(1600)).toBe('ignored');
  expect(say(2000, [2, 2000])).toBe(2000);
  expect(leave(3000)).toBe(3000);
  expect(dropped).toEqual(NONE);
});

it('[MSG-12] a farewell of a run that is over ends nothing, and one of nobody makes nobody', () => {
  const { say, leave, dropped } = gate();
  expect(leave(0)).toBe('ignored');
  expect(leave(0, { retained: true })).toBe('ignored');
  expect(say(0, [1, 0])).toBe(0);
  expect(say(2000, [1, 2000], { run: 'bbbbbbbb' })).toBe(2000);
  expect(leave(3000)).toBe('ignored');
  expect(leave(3000, { retained: true })).toBe('ignored');
  expect(say(3500, [2, 3500], { run: 'bbbbbbbb' })).toBe(3500);
  expect(dropped).toEqual(NONE);
});

it('[MSG-13] holds ten thousand students, and those go on', () => {
  const { say, leave, dropped } = gate();
  for (let student = 0; student < 20_000; student++) leave(0, { member: `f-${student}` });
  for (let student = 0; student < MOST_STUDENTS; student++) {
    expect(say(0, [1, 0], { member: `s-${student}` })).toBe(0);
  }
  expect(say(0, [1, 0], { member: 'late' })).toBe('too_many_students');
  expect(say(1000, [2, 1000], { member: 's-9999' })).toBe(1000);
  expect(dropped).toEqual({ ...NONE, too_many_students: 1 });
});

it('[MSG-11] knows a clock from the minute before, also where a new one begins with late messages', () => {
  const { say } = gate();
  for (let second = 0; second < 60; second++) say(second * 1000, [second + 1, second * 1000]);
  expect(say(5 * MINUTE, [61, 60_000])).toBe(60_000);
});
