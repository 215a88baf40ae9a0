import { describe, expect, it } from 'vitest';
import { at } from '#core/numeric/at.ts';
import { lectureEvent } from '#core/sessions/behaviour.ts';
import { timestampMs } from '#core/units.ts';
import { absent, face } from '../engagement/faces.ts';
import { body, HeldClassifier, rig, settle, START } from './session-rig.ts';

describe('live session: what is logged', () => {
  it('[LIVE-4] logs every observation once, in order, with lecture time and body', async () => {
    const { session, log, watch } = rig('attention');
    await session.start();
    await watch(5000);
    const { session: record, unsaved } = await session.end('stopped');
    const samples = log.samples();
    expect(samples).toHaveLength(150);
    expect(record).toMatchObject({ sampleCount: 150, end: 'stopped' });
    for (const [index, sample] of samples.entries()) {
      expect(sample.at).toBeCloseTo(START + (index + 1) * (1000 / 30), 2);
      expect(sample.lectureTime).toBeCloseTo((sample.at - START) / 1000, 2);
      expect(sample.body?.kind).toBe('body');
      expect(sample.observation.kind).toBe('face');
    }
    expect(unsaved).toEqual({ chunks: [], events: [] });
    expect(log.sessions.get('session-1')?.end).toBe('stopped');
  });

  it('[LIVE-20] hands the mean score so far to the log with every chunk', async () => {
    const { session, log, watch } = rig('attention');
    await session.start();
    await watch(5000);
    const { session: record, summary } = await session.end('stopped');
    const chunks = [...log.chunks.values()];
    expect(chunks.length).toBeGreaterThan(4);
    expect(summary?.meanScore).toBeGreaterThan(0);
    expect(record.meanScore).toBe(summary?.meanScore);
    expect(at(chunks, chunks.length - 1).meanScore).toBe(summary?.meanScore);
    expect(at(chunks, 1).meanScore).toBeGreaterThan(0);
  });

  it('[LIVE-5] has written everything that is older than a second, at any moment and frame rate', async () => {
    for (const fps of [5, 10, 30, 60]) {
      const { session, log, watch, now, readings } = rig('attention');
      await session.start();
      await watch(4000, fps, async () => {
        await settle();
        const written = log.samples().length;
        const old = readings.filter(({ observation }) => observation.capturedAt <= now() - 1000);
        expect(written).toBeGreaterThanOrEqual(old.length);
      });
      expect(log.mostAtOnce).toBe(1);
    }
  });

  it('[LIVE-5] writes the last second of a camera that goes silent', async () => {
    const { session, log, watch, idle } = rig('attention');
    await session.start();
    await watch(500);
    expect(log.samples()).toHaveLength(0);
    await idle(750);
    expect(log.samples()).toHaveLength(15);
  });

  it('[LIVE-6] logs an absence with its reason and without score or prediction', async () => {
    const { session, log, watch, now } = rig('learning_states', new HeldClassifier());
    await session.start();
    await watch(2000);
    session.observe(absent(now() + 33), body(now() + 33));
    await session.end('stopped');
    expect(log.samples().at(-1)).toMatchObject({
      observation: { kind: 'absent', reason: 'no_face' },
      engagement: { score: null, status: 'not_detected', reason: 'no_face' },
      prediction: { kind: 'abstained', reason: 'absent' },
    });
  });

  it('[LIVE-7] drops observations that are not later than the last', async () => {
    const { session, log, now, pass } = rig('attention');
    await session.start();
    pass(100);
    session.observe(face(now()));
    session.observe(face(now()));
    session.observe(face(now() - 50));
    session.observe(face(START - 1));
    await session.end('stopped');
    expect(log.samples()).toHaveLength(1);
  });

  it('[LIVE-8] logs events alone without a camera', async () => {
    const { session, log, watch, idle } = rig('events_only');
    await session.start();
    await watch(2000);
    session.input('mouse_click');
    session.interrupt('tab_hidden');
    await idle(3000);
    session.resume('tab_hidden');
    const { summary } = await session.end('lecture_ended');
    expect(summary).toBeNull();
    expect(log.chunks.size).toBe(0);
    expect(log.events().map(({ type }) => type)).toEqual([
      'session_start',
      'tab_hidden',
      'tab_visible',
      'mouse_click',
      'session_end',
    ]);
  });
});

describe('live session: interruptions', () => {
  it('[LIVE-9] logs why there is nothing to see, once a second, and takes no frame meanwhile', async () => {
    const { session, log, watch, idle, now } = rig('attention');
    await session.start();
    await watch(1000);
    session.interrupt('tab_hidden');
    session.observe(face(now() + 10));
    await idle(5000);
    session.resume('tab_hidden');
    await watch(1000);
    await session.end('stopped');
    const samples = log.samples();
    const away = samples.filter(({ observation }) => observation.kind === 'absent');
    expect(away.length).toBeGreaterThanOrEqual(5);
    expect(away.length).toBeLessThanOrEqual(6);
    for (const sample of away) {
      expect(sample).toMatchObject({
        observation: { reason: 'tab_hidden' },
        engagement: { score: null, status: 'not_detected', reason: 'tab_hidden' },
      });
    }
    expect(samples.length - away.length).toBe(60);
    expect(log.events().map(({ type }) => type)).toContain('tab_visible');
  });

  it('[LIVE-9] says the strongest of several reasons, and goes on when the last is taken back', async () => {
    const { session, readings, idle, watch } = rig('attention');
    await session.start();
    session.interrupt('tab_hidden');
    await idle(1000);
    session.interrupt('paused');
    await idle(1000);
    session.resume('paused');
    await idle(1000);
    session.resume('tab_hidden');
    await watch(1000);
    const seen = readings.map(({ reading }) => reading.reason);
    const order = seen.filter((reason, index) => reason !== seen[index - 1]);
    expect(order).toEqual(['tab_hidden', 'paused', 'tab_hidden', 'starting', null]);
  });

  it('[LIVE-9] takes no frame that was captured before a pause ended', async () => {
    const { session, log, pass, now } = rig('attention');
    await session.start();
    pass(500);
    session.interrupt('paused');
    pass(400);
    const captured = now();
    pass(30);
    session.resume('paused');
    session.observe(face(captured));
    await session.end('stopped');
    expect(log.samples().every(({ observation }) => observation.kind === 'absent')).toBe(true);
  });

  it('[LIVE-9] counts no inputs while the student paused', async () => {
    const { session, log } = rig('attention');
    await session.start();
    session.interrupt('paused');
    session.input('keyboard_press');
    await session.end('stopped');
    expect(log.events().map(({ type }) => type)).not.toContain('keyboard_press');
  });

  it('[LIVE-10] goes on by itself once the landmarker works again, but never out of a pause', async () => {
    const { session, readings, idle, watch } = rig('attention');
    await session.start();
    session.interrupt('landmarker_unavailable');
    await idle(1000);
    await watch(1000);
    expect(readings.at(-1)?.reading.status).toBe('engaged');
    session.interrupt('paused');
    session.interrupt('landmarker_unavailable');
    await watch(1000);
    expect(readings.at(-1)?.reading.reason).toBe('paused');
  });

  it('[LIVE-10] does not leave an old score standing when frames stop without a word', async () => {
    const { session, readings, watch, idle } = rig('attention');
    await session.start();
    await watch(2000);
    expect(readings.at(-1)?.reading.status).toBe('engaged');
    await idle(3500);
    expect(readings.at(-1)?.reading).toMatchObject({
      status: 'not_detected',
      reason: 'landmarker_unavailable',
    });
  });
});

describe('live session: the end', () => {
  it('[LIVE-17] removes everything when the student discards, also what was being written', async () => {
    const { session, log, watch, idle, now } = rig('attention');
    await session.start();
    await watch(3000);
    await session.keepFrame(new Uint8Array([1]), timestampMs(now()));
    session.interrupt('paused');
    await session.discard();
    await idle(2000);
    session.observe(face(now() + 100));
    session.record(lectureEvent({ kind: 'pause' }, timestampMs(now()), null));
    await settle();
    expect(log.sessions.size + log.chunks.size + log.storedEvents.size + log.frames.length).toBe(0);
  });

  it('[LIVE-17] does not say that all is removed where the removal failed', async () => {
    const { session, log } = rig('attention');
    await session.start();
    log.failure = new Error('blocked');
    await expect(session.discard()).rejects.toThrow('blocked');
  });

  it('[LIVE-18] logs nothing after its end', async () => {
    const { session, log, watch, idle } = rig('attention');
    await session.start();
    await watch(1000);
    await session.end('stopped');
    const before = [log.samples().length, log.events().length];
    await watch(1000);
    await idle(1000);
    session.input('mouse_click');
    expect([log.samples().length, log.events().length]).toEqual(before);
    expect(log.events().at(-1)).toMatchObject({ type: 'session_end', data: { end: 'stopped' } });
  });

  it('[LIVE-18] sums up by time what was seen', async () => {
    const { session, watch, idle } = rig('attention');
    await session.start();
    await watch(6000);
    session.interrupt('camera_lost');
    await idle(4000);
    session.resume('camera_lost');
    await watch(1000);
    const { summary } = await session.end('stopped');
    expect(summary?.longestAway).toBeGreaterThan(3900);
    expect(summary?.longestAway).toBeLessThan(4800);
    expect(summary?.shareSeen).toBeGreaterThan(0.5);
    expect(summary?.shareSeen).toBeLessThan(0.65);
    expect(summary?.meanScore).toBeGreaterThan(90);
  });

  it('[LIVE-19] keeps at most one picture a second, under the name that says whose and when', async () => {
    const { session, log, pass, now } = rig('attention');
    await session.start();
    for (let frame = 0; frame < 40; frame++) {
      pass(100);
      await session.keepFrame(new Uint8Array([frame]), timestampMs(now()));
    }
    expect(log.frames).toHaveLength(4);
    expect(at(log.frames, 0).name).toMatch(/^ada_l1_session-1_\d{8}_\d{6}_\d{6}\.jpg$/);
    session.interrupt('paused');
    pass(5000);
    await session.keepFrame(new Uint8Array([1]), timestampMs(now()));
    expect(log.frames).toHaveLength(4);
  });
});
