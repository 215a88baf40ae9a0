import { describe, expect, it } from 'vitest';
import { memberId } from '#core/live/class-room.ts';
import {
  mayPublish,
  maySubscribe,
  plainCode,
  roleOf,
  sameSecret,
  type Role,
} from '../../../scripts/broker/access-rules.ts';
import { addressGroup, createWrongCodes } from '../../../scripts/broker/wrong-codes.ts';

const SECRETS = { joinCode: 'ABCD-EF23', instructorKey: 'a-long-key' };
const member = memberId('s-1');
if (member === null) throw new Error('s-1 is a member');
const student: Role = { kind: 'student', member };
const instructor: Role = { kind: 'instructor' };

describe('who somebody is', () => {
  it.each(['ABCD-EF23', 'abcd-ef23', 'abcdef23', ' ABCD EF23 '])(
    '[BRK-1] a student with the code, typed as %s',
    (code) => {
      expect(roleOf('s-1', code, SECRETS)).toEqual(student);
    },
  );

  it.each([
    ['s-1', 'ABCD-EF24'],
    ['s-1', ''],
    ['s-1', 'a-long-key'],
    ['instructor', 'ABCD-EF23'],
    ['instructor', 'A-LONG-KEY'],
    ['Instructor', 'a-long-key'],
    ['', 'ABCD-EF23'],
    ['a/b', 'ABCD-EF23'],
    ['+', 'ABCD-EF23'],
    ['#', 'ABCD-EF23'],
    ['a'.repeat(65), 'ABCD-EF23'],
  ])('[BRK-1] nobody, as %s with %s', (user, password) => {
    expect(roleOf(user, password, SECRETS)).toBeNull();
  });

  it('[BRK-1] nobody without a name or password', () => {
    expect(roleOf(undefined, 'ABCD-EF23', SECRETS)).toBeNull();
    expect(roleOf('s-1', undefined, SECRETS)).toBeNull();
  });

  it('[BRK-1] compares whole secrets, of any length', () => {
    expect(sameSecret('abc', 'abc')).toBe(true);
    expect(sameSecret('abc', 'abcd')).toBe(false);
    expect(sameSecret('', '')).toBe(true);
    expect(plainCode(' ab-c d')).toBe('ABCD');
  });
});

describe('what may be said', () => {
  const payload = 'x';
  it('[BRK-2] by a student, below their own name', () => {
    expect(mayPublish(student, { topic: 'class/c~l/s/s-1/now', payload })).toBe(true);
    expect(mayPublish(student, { topic: 'class/other~l/s/s-1/more', payload })).toBe(true);
  });

  it.each([
    'class/c~l/s/s-2/now',
    'class/c~l/s/s-1',
    'class/c~l/s/s-10/now',
    'class/c~l/s/S-1/now',
    'class/c~l/t/s-1/now',
    'class//s/s-1/now',
    'other/c~l/s/s-1/now',
    'class/c~l/x/s/s-1/now',
    '/class/c~l/s/s-1/now',
    '$SYS/s/s-1/now',
    'class/c~l/s/s-1/a/b/c',
    `class/${'r'.repeat(300)}/s/s-1/now`,
  ])('[BRK-2] nothing to %s', (topic) => {
    expect(mayPublish(student, { topic, payload })).toBe(false);
  });

  it('[BRK-2] nothing longer than 300 bytes of UTF-8', () => {
    const topic = 'class/c~l/s/s-1/now';
    expect(mayPublish(student, { topic, payload: 'x'.repeat(300) })).toBe(true);
    expect(mayPublish(student, { topic, payload: 'x'.repeat(301) })).toBe(false);
    expect(mayPublish(student, { topic, payload: 'é'.repeat(151) })).toBe(false);
  });

  it('[BRK-3] nothing by the instructor', () => {
    expect(mayPublish(instructor, { topic: 'class/c~l/s/instructor/now', payload })).toBe(false);
  });
});

describe('what may be heard', () => {
  it('[BRK-3] by the instructor, the last states of a class', () => {
    expect(maySubscribe(instructor, 'class/c~l/s/+/now')).toBe(true);
    expect(maySubscribe(instructor, 'class/+/s/+/now')).toBe(true);
    for (const filter of ['#', 'class/#', '$SYS/#', 'class/c~l/s/+/+', 'other/c/s/+/now']) {
      expect(maySubscribe(instructor, filter), filter).toBe(false);
    }
  });

  it('[BRK-3] nothing by a student, not even of themselves', () => {
    for (const filter of ['class/c~l/s/+/now', 'class/c~l/s/s-1/now', '#']) {
      expect(maySubscribe(student, filter), filter).toBe(false);
    }
  });
});

describe('wrong codes', () => {
  it('[BRK-4] make an address wait ever longer, up to five seconds, and no other one', () => {
    const codes = createWrongCodes(() => 0);
    const waits: number[] = [];
    for (let tries = 0; tries < 12; tries++) {
      waits.push(codes.waitFor('10.0.0.1'));
      codes.count('10.0.0.1');
    }
    expect(waits).toEqual([0, 0, 0, 0, 0, 250, 500, 1000, 2000, 4000, 5000, 5000]);
    expect(codes.waitFor('10.0.0.2')).toBe(0);
  });

  it('[BRK-4] are forgotten after a minute without one', () => {
    let now = 0;
    const codes = createWrongCodes(() => now);
    for (let tries = 0; tries < 9; tries++) codes.count('10.0.0.1');
    now = 60_000;
    expect(codes.waitFor('10.0.0.1')).toBe(4000);
    now = 60_001;
    expect(codes.waitFor('10.0.0.1')).toBe(0);
  });

  it('[BRK-4] count for a whole house of IPv6, and for IPv4 in either spelling', () => {
    expect(addressGroup('2001:db8:1:2:3:4:5:6')).toBe(addressGroup('2001:db8:1:2:ffff::1'));
    expect(addressGroup('::ffff:10.0.0.1')).toBe('10.0.0.1');
    expect(addressGroup('2001:db8:1:3::1')).not.toBe(addressGroup('2001:db8:1:2::1'));
  });
});
