import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  checkPlaces,
  outputsThere,
  removeUnfinished,
} from '../../../../scripts/extract/folder/folder-places.ts';
import { clipStates, readAgainText } from '../../../../scripts/extract/folder/clip-state.ts';
import { temporaryFolder } from '../../support/recording-files.ts';

let folder = temporaryFolder();
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});
const at = (...names: string[]): string => join(folder.path, ...names);
const places = (raw: string | null = null) => ({ input: at('in'), out: at('out'), raw });
const CLIP = { name: 'a/x.mp4', bytes: 1, modifiedMs: 1 };
const PARTS = ['json', 'csv', 'blendshapes.f32', 'matrix.f32', 'landmarks.f32'];

describe('[BAT-10] outputs', () => {
  test.each([
    ['a table for many videos', { out: 'all.csv' }, '--out names a folder'],
    ['a recording for many videos', { raw: 'all.json' }, '--raw names a folder'],
    ['the folder of the videos', { out: 'in' }, 'name another folder for --out'],
    ['recordings among the videos', { raw: 'in' }, 'name another folder for --raw'],
    ['recordings among the tables', { raw: 'out' }, 'apart from --out'],
    ['recordings beneath the tables', { raw: 'out/raw' }, 'apart from --out'],
    ['tables beneath the recordings', { out: 'raw/out', raw: 'raw' }, 'apart from --out'],
    ['a file where the folder should be', { out: 'file' }, '--out names a folder'],
  ])('%s: refused', async (_, wanted: { out?: string; raw?: string }, words) => {
    writeFileSync(at('file'), '');
    const raw = wanted.raw === undefined ? null : at(wanted.raw);
    const checked = checkPlaces({ input: at('in'), out: at(wanted.out ?? 'out'), raw });
    await expect(checked).rejects.toThrow(words);
  });

  test('apart from one another are welcome', async () => {
    await checkPlaces(places(at('out-raw')));
    await checkPlaces({ input: at('in'), out: at('in/features'), raw: at('in/raw') });
  });

  test('of somebody else are never written over', async () => {
    mkdirSync(at('out/a'), { recursive: true });
    writeFileSync(at('out/a/x.csv'), 'precious');
    const request = { ...places(), layout: 'openface', fps: 30 } as const;
    await expect(clipStates(request, [CLIP], null)).rejects.toThrow('no journal of');
    const [state] = await clipStates(request, [CLIP], new Map());
    expect(state?.need).toBe('new');
  });
});

test('[BAT-3] a table and every part of a recording are looked for', async () => {
  mkdirSync(at('out/a'), { recursive: true });
  mkdirSync(at('raw/a'), { recursive: true });
  expect(await outputsThere(places(), CLIP)).toEqual({ table: null, raw: true });
  writeFileSync(at('out/a/x.csv'), 'twelve bytes');
  for (const part of PARTS) {
    expect(await outputsThere(places(at('raw')), CLIP)).toEqual({ table: 12, raw: false });
    writeFileSync(at('raw/a', `x.${part}`), '');
  }
  expect(await outputsThere(places(at('raw')), CLIP)).toEqual({ table: 12, raw: true });
});

test('[BAT-3] how many are read again is told, and why', async () => {
  const request = { ...places(), layout: 'openface', fps: 30 } as const;
  const entry = {
    clip: CLIP.name,
    settings: { signal: 'face', signalVersion: 0, layout: 'openface', fps: null },
    source: { bytes: 1, modifiedMs: 1 },
    table: 12,
    raw: null,
    rows: 1,
    faces: 1,
    undecoded: 0,
  };
  const fresh = { ...CLIP, name: 'b.mp4' };
  const states = await clipStates(request, [CLIP, fresh], new Map([[CLIP.name, entry]]));
  expect(readAgainText(states)).toBe(
    'Done before and read again: 1 (other settings or features: 1).',
  );
  expect(readAgainText(states.slice(1))).toBeNull();
});

test('[BAT-4] what a killed run began is removed, and nothing else', async () => {
  mkdirSync(at('out/a'), { recursive: true });
  const stay = ['.y.csv.77.part', 'x.csv', '.x.csv', '.x.csv.part', 'notes.part'];
  for (const name of [...stay, '.x.csv.77.part', '.x.csv.78.part']) {
    writeFileSync(at('out/a', name), '');
  }
  await removeUnfinished(places(), [CLIP]);
  expect(readdirSync(at('out/a')).sort()).toEqual(stay.sort());
});
