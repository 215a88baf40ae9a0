import { describe, expect, test } from 'vitest';
import { parse } from 'csv-parse/sync';
import { durationText, paceText } from '../../../../scripts/extract/folder/folder-progress.ts';
import { FolderTally } from '../../../../scripts/extract/folder/folder-tally.ts';
import { reportText } from '../../../../scripts/extract/folder/report.ts';

test('[BAT-7] the report has a line for each clip, and leaves empty what is not known', () => {
  const counts = { rows: 300, faces: 0, undecoded: 2 };
  const text = reportText([
    { clip: 'a/x.mp4', outcome: { status: 'done', ...counts } },
    { clip: 'a/y, "z".mp4', outcome: { status: 'skipped', ...counts } },
    { clip: '=b.mp4', outcome: { status: 'failed', reason: 'cut off, so:\nno', isAvi: false } },
    { clip: 'c.mp4', outcome: { status: 'waiting' } },
  ]);
  const rows: string[][] = parse(text);
  expect(rows).toEqual([
    ['clip', 'status', 'rows', 'faces', 'undecoded', 'reason'],
    ['a/x.mp4', 'done', '300', '0', '2', ''],
    ['a/y, "z".mp4', 'skipped', '300', '0', '2', ''],
    ["'=b.mp4", 'failed', '', '', '', 'cut off, so:\nno'],
    ['c.mp4', 'waiting', '', '', '', ''],
  ]);
});

describe('[BAT-11] progress', () => {
  const [a, b] = [100, 300].map((bytes, i) => ({ name: `${i}.mp4`, bytes, modifiedMs: 0 }));
  if (a === undefined || b === undefined) throw new Error('There are two clips.');

  test('counts clips, rows, and what is left by size', () => {
    const tally = new FolderTally(5, [a, b]);
    expect(tally.now()).toEqual({ finished: 5, rows: 0, share: 0 });
    tally.reach(a, 30, 60);
    expect(tally.now()).toEqual({ finished: 5, rows: 30, share: 50 / 400 });
    tally.end(a, 62);
    tally.reach(b, 10, null);
    expect(tally.now()).toEqual({ finished: 6, rows: 72, share: 100 / 400 });
    tally.end(b, 0);
    expect(tally.now()).toEqual({ finished: 7, rows: 62, share: 1 });
  });

  test('with nothing to read is at its end', () => {
    expect(new FolderTally(2, []).now()).toEqual({ finished: 2, rows: 0, share: 1 });
  });

  test('tells the pace so far and the time that the rest will take at it', () => {
    expect(paceText({ finished: 1, rows: 600, share: 0.25 }, 20)).toBe(
      '30.0 frames/s, 1 min 00 s left',
    );
    expect(paceText({ finished: 0, rows: 6, share: 0 }, 2)).toBe('3.0 frames/s');
  });

  test.each([
    [0.4, '0 s'],
    [59.4, '59 s'],
    [59.6, '1 min 00 s'],
    [3599, '59 min 59 s'],
    [90_300, '25 h 05 min'],
  ])('%f s are %s', (seconds, words) => {
    expect(durationText(seconds)).toBe(words);
  });
});
