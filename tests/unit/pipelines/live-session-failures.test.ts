import { describe, expect, it } from 'vitest';
import { lectureEvent } from '#core/sessions/behaviour.ts';
import { timestampMs } from '#core/units.ts';
import { rig, START } from './session-rig.ts';

describe('live session: when the log fails', () => {
  it('[LIVE-15] says so once, goes on, and writes everything when the log is back', async () => {
    const { session, log, watch, healths, readings } = rig('attention');
    await session.start();
    await watch(2000);
    log.failure = new Error('disk full');
    await watch(5000);
    expect(healths).toEqual([
      { kind: 'stored' },
      { kind: 'in_memory', reason: 'storage_failed', cause: log.failure },
    ]);
    log.failure = null;
    await watch(2000);
    const { unsaved } = await session.end('stopped');
    expect(unsaved).toEqual({ chunks: [], events: [] });
    expect(log.samples()).toHaveLength(readings.length);
    expect([...log.chunks.keys()].sort((a, b) => a - b)).toEqual(
      [...log.chunks.keys()].map((_, i) => i),
    );
    expect(healths.at(-1)).toEqual({ kind: 'stored' });
  });

  it('[LIVE-15] hands over what could not be written, and ends all the same', async () => {
    const { session, log, watch, readings } = rig('attention');
    await session.start();
    await watch(1000);
    log.failure = new Error('disk full');
    await watch(3000);
    session.record(lectureEvent({ kind: 'pause' }, timestampMs(START), null));
    const { unsaved, session: record } = await session.end('stopped');
    const kept = unsaved.chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0);
    expect(kept + log.samples().length).toBe(readings.length);
    expect(record.sampleCount).toBe(readings.length);
    expect(unsaved.events.map(({ type }) => type)).toEqual(['lecture_pause', 'session_end']);
  });

  it('[LIVE-15] tries a failed write about once a write, not ever more often', async () => {
    const { session, log, watch } = rig('attention');
    await session.start();
    log.failure = new Error('disk full');
    await watch(30_000, 10);
    expect(log.appends).toBeLessThan(100);
  });

  it('[LIVE-15] passes on how the log stands where it goes on in memory by itself', async () => {
    const { session, log, watch, healths } = rig('attention');
    await session.start();
    log.health = { kind: 'in_memory', reason: 'storage_full', cause: null };
    await watch(2000);
    expect(healths).toEqual([{ kind: 'stored' }, log.health]);
  });

  it('[LIVE-16] keeps nothing where it could not begin', async () => {
    const { session, log, watch, readings } = rig('attention');
    log.failure = new Error('no database');
    await expect(session.start()).rejects.toThrow('no database');
    await watch(1000);
    expect(readings).toEqual([]);
  });
});
