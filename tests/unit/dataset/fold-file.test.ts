import { describe, expect, it } from 'vitest';
import {
  foldFile,
  formatFoldFile,
  isFoldFile,
  learntInFolds,
  parseFoldFile,
} from '#core/dataset/fold-file.ts';
import { SplitRefused } from '#core/dataset/sided-window.ts';

const FOLDS = foldFile('person', 3, [
  { name: 'fold 1 of 2', persons: ['a', 'b'] },
  { name: 'fold 2 of 2', persons: ['c'] },
]);

const refusal = (text: string): string => {
  try {
    parseFoldFile('split.json', text);
  } catch (cause) {
    if (cause instanceof SplitRefused) return cause.kind;
    throw cause;
  }
  return 'none';
};

describe('the file of folds', () => {
  it('[XFT-7] reads back, tells itself from a split, and says that everybody was learnt from', () => {
    const text = formatFoldFile(FOLDS);
    expect(parseFoldFile('split.json', text)).toEqual(FOLDS);
    expect(isFoldFile(text)).toBe(true);
    expect(isFoldFile('{\n "format": "heed-split" }')).toBe(false);
    expect(learntInFolds(FOLDS)).toEqual({ by: 'person', train: ['a', 'b', 'c'], validation: [] });
  });

  it('[XFT-7] is refused where it is damaged, newer, or has anybody twice', () => {
    const filedWith = (more: object) => JSON.stringify({ ...FOLDS, ...more });
    expect(refusal('{')).toBe('not_a_split');
    expect(refusal(filedWith({ folds: [] }))).toBe('not_a_split');
    expect(refusal(filedWith({ formatVersion: 2 }))).toBe('newer_format');
    expect(refusal(filedWith({ folds: [...FOLDS.folds, { name: 'more', persons: ['a'] }] }))).toBe(
      'on_two_sides',
    );
  });
});
