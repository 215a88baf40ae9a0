import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDeletions, isDeleted } from '#stores/deletion-store.ts';

const GRACE_MS = 5000;

describe('deletions', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const recording = () => {
    const removed: (readonly string[])[] = [];
    const deletions = createDeletions((ids) => {
      removed.push(ids);
      return Promise.resolve();
    }, GRACE_MS);
    return { removed, deletions };
  };

  it('[UI-10] deletes when the grace is over, not before', async () => {
    const { removed, deletions } = recording();
    deletions.request(['a']);
    await vi.advanceTimersByTimeAsync(GRACE_MS - 1);
    expect(removed).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(removed).toEqual([['a']]);
    expect(deletions.store.getState().pending).toBeNull();
    expect(isDeleted(deletions.store.getState(), 'a')).toBe(true);
  });

  it('[UI-10] deletes nothing that was undone', async () => {
    const { removed, deletions } = recording();
    deletions.request(['a', 'b']);
    expect(isDeleted(deletions.store.getState(), 'b')).toBe(true);
    deletions.undo();
    expect(isDeleted(deletions.store.getState(), 'b')).toBe(false);
    await vi.advanceTimersByTimeAsync(GRACE_MS * 2);
    expect(removed).toEqual([]);
  });

  it('carries the first out when a second is asked for, and can still undo the second', async () => {
    const { removed, deletions } = recording();
    deletions.request(['a']);
    deletions.request(['b']);
    expect(removed).toEqual([['a']]);
    await vi.advanceTimersByTimeAsync(0);
    expect(deletions.store.getState().pending?.sessionIds).toEqual(['b']);
    deletions.undo();
    await vi.advanceTimersByTimeAsync(GRACE_MS * 2);
    expect(removed).toEqual([['a']]);
  });

  it('[UI-10] carries a pending deletion out at once when the page goes', async () => {
    const { removed, deletions } = recording();
    deletions.request(['a']);
    await Promise.all([deletions.flush(), deletions.flush()]);
    await deletions.flush();
    expect(removed).toEqual([['a']]);
  });

  it('says so where deleting failed, and the session is back', async () => {
    const deletions = createDeletions(() => Promise.reject(new Error('the disk said no')), 10);
    deletions.request(['a']);
    await vi.advanceTimersByTimeAsync(10);
    expect(deletions.store.getState()).toMatchObject({
      pending: null,
      failure: 'the disk said no',
    });
    expect(isDeleted(deletions.store.getState(), 'a')).toBe(false);
  });
});
