import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { memberId } from '#core/live/class-room.ts';
import { findMosquitto } from '../../../scripts/testing/find-mosquitto.ts';
import { makeUsers, readHandedOut } from '../../support/deployed-mosquitto.ts';

const here = findMosquitto() !== null;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'heed-users-'));
});
afterEach(() => rm(folder, { recursive: true }));
const file = (name: string): string => path.join(folder, name);
const make = (count: number) => makeUsers(count, file('passwords'), file('list.csv'));

it.skipIf(!here)('[DPL-8] makes names that are members and tell of nobody, once each', async () => {
  expect(make(40).status).toBe(0);
  expect(make(10).stdout).toContain('10 students added');
  const handedOut = await readHandedOut(file('list.csv'));
  const students = [...handedOut.keys()].filter((user) => user !== 'instructor');
  expect(students).toHaveLength(50);
  for (const user of students) {
    expect(user).toMatch(/^s-[2-9a-hjkmnp-z]{8}$/);
    expect(memberId(user)).toBe(user);
    expect(handedOut.get(user)).toMatch(/^[2-9a-hjkmnp-z]{12}$/);
  }
  expect(new Set(handedOut.values()).size).toBe(51);
  expect(handedOut.get('instructor')).toMatch(/^[2-9a-hjkmnp-z]{24}$/);
});

it.skipIf(!here)(
  '[DPL-8] keeps no password but in the list, and both files to their owner',
  async () => {
    make(5);
    const kept = await readFile(file('passwords'), 'utf8');
    const handedOut = await readHandedOut(file('list.csv'));
    expect(kept.trim().split('\n')).toHaveLength(6);
    for (const [user, password] of handedOut) {
      expect(kept).toContain(`${user}:$`);
      expect(kept).not.toContain(password);
    }
    for (const name of ['passwords', 'list.csv']) {
      expect((await stat(file(name))).mode & 0o077).toBe(0);
    }
  },
);

it.skipIf(!here)('[DPL-8] refuses what is no number, and writes nothing then', async () => {
  for (const wrong of ['x', '', '-1', '10001']) {
    const { status } = makeUsers(wrong as unknown as number, file('passwords'), file('list.csv'));
    expect(status, wrong).toBe(2);
  }
  await expect(stat(file('list.csv'))).rejects.toThrow();
});
