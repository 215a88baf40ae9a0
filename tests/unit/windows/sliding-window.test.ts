import { describe, expect, it } from 'vitest';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { SECOND_AT_30_HZ } from '#core/recipes/engagement.ts';
import { FACE_FEATURE_COUNT } from '#core/signals/face-signal.ts';
import { createSlidingWindow, type WindowInput } from '#core/windows/sliding-window.ts';
import type { WindowState } from '#core/windows/window.ts';
import { absentAt, faceAt, line, wave } from './samples.ts';

const CONTRACT = SECOND_AT_30_HZ;
const STEP = 1000 / CONTRACT.rateHz;
const START = 1_763_700_000_000;

const newWindow = () => createSlidingWindow(CONTRACT, FACE_FEATURE_COUNT);
const run = (inputs: readonly WindowInput[]): WindowState[] => {
  const window = newWindow();
  return inputs.flatMap((input) => [...window.push(input)]);
};
const ready = (states: readonly WindowState[]) => states.filter((state) => state.kind === 'ready');

/** Capture times at about `fps`, each up to `jitter` of an interval early or late. */
function captures(fps: number, seconds: number, jitter: number, seed: number): number[] {
  const random = seededRandom(seed);
  const interval = 1000 / fps;
  return Array.from(
    { length: Math.floor(seconds * fps) },
    (_, index) => START + (index + jitter * (random() - 0.5)) * interval,
  );
}

/** Largest difference of any window's values from the signal at the grid times they stand for. */
function worstError(states: readonly WindowState[], signal: typeof wave): number {
  let worst = 0;
  for (const state of ready(states)) {
    for (let row = 0; row < CONTRACT.length; row++) {
      const t = state.endsAt - (CONTRACT.length - 1 - row) * STEP;
      for (let feature = 0; feature < FACE_FEATURE_COUNT; feature += 7) {
        const value = at(state.values, row * FACE_FEATURE_COUNT + feature);
        worst = Math.max(worst, Math.abs(value - signal(t - START, feature)));
      }
    }
  }
  return worst;
}

const shifted = (signal: typeof wave) => (t: number, feature: number) => signal(t - START, feature);

describe('sliding window', () => {
  for (const fps of [10, 12, 15, 24, 25, 29.97, 30, 50, 60]) {
    it(`[WIN-2] gives the same window of the signal at ${fps} fps with jitter`, () => {
      const inputs = captures(fps, 6, 0.8, fps).map((t) => faceAt(t, shifted(wave)));
      const states = run(inputs);
      // Linear interpolation of a sine errs by at most (w h)^2 / 8 over an interval h.
      const longest = (1.8 * 1000) / fps;
      const bound = (Math.PI * (longest / 1000)) ** 2 / 8;
      expect(worstError(states, wave)).toBeLessThan(bound + 0.005);
      expect(ready(states).length).toBeGreaterThan(4.7 * CONTRACT.rateHz);
    });
  }

  it('[WIN-2] meets a straight line to within a rounded timestamp, whatever the frame rate', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const fps = 10 + seed * 9;
      const inputs = captures(fps, 4, 0.9, seed).map((t) => faceAt(t, shifted(line)));
      expect(worstError(run(inputs), line)).toBeLessThan(0.001 * FACE_FEATURE_COUNT * 0.6 + 1e-4);
    }
  });

  it('[WIN-3] gives one state for every grid sample, exactly a grid step apart', () => {
    const states = run(captures(17, 5, 0.9, 3).map((t) => faceAt(t, shifted(wave))));
    const times = states.map((state) => (state.kind === 'ready' ? state.endsAt : state.at));
    const first = at(times, 0);
    for (const [index, time] of times.entries()) {
      expect(time - first).toBeCloseTo(index * STEP, 3);
    }
  });

  it('[WIN-3] does not drift over an hour', () => {
    const hour = 3_600_000;
    const window = newWindow();
    window.push(faceAt(START, wave));
    let newest: WindowState | undefined;
    for (let t = 100; t <= hour; t += 100) {
      newest = window.push(faceAt(START + t, () => 0)).at(-1);
    }
    expect(newest?.kind === 'ready' ? newest.endsAt : 0).toBeCloseTo(START + hour, 2);
  });

  it('[WIN-4] holds nothing that was captured after the capture that completed it', () => {
    const times = captures(20, 3, 0.8, 9);
    const calm = run(times.map((t) => faceAt(t, () => 1)));
    const last = at(times, times.length - 5);
    const disturbed = run(times.map((t) => faceAt(t, () => (t > last ? 99 : 1))));
    for (const [index, state] of ready(calm).entries()) {
      if (state.endsAt > last) break;
      const other = at(ready(disturbed), index);
      expect([...other.values]).toEqual([...state.values]);
    }
  });

  it('[WIN-5] is warming up until it is full, and says how far', () => {
    const states = run(captures(30, 0.9, 0, 1).map((t) => faceAt(t, wave)));
    expect(ready(states)).toHaveLength(0);
    expect(states.map((state) => state.kind === 'not_ready' && state.reason)).not.toContain('gap');
    expect(states.at(-1)).toMatchObject({ reason: 'warming_up', filled: states.length });
  });

  it('[WIN-6] is not ready after a gap longer than the contract allows, until it is full again', () => {
    const window = newWindow();
    for (const t of captures(30, 2, 0, 1)) window.push(faceAt(t, wave));
    expect(window.current()?.kind).toBe('ready');
    const resumed = START + 2000 + CONTRACT.maxGap + 50;
    const after = window.push(faceAt(resumed, wave));
    expect(after).toMatchObject([{ kind: 'not_ready', reason: 'gap' }]);
    const times = Array.from({ length: 30 }, (_, index) => resumed + (index + 1) * STEP);
    const states = times.flatMap((t) => [...window.push(faceAt(t, wave))]);
    const firstReady = states.findIndex((state) => state.kind === 'ready');
    expect(firstReady).toBeGreaterThanOrEqual(28);
    for (const state of states.slice(0, firstReady)) expect(state).toMatchObject({ reason: 'gap' });
  });

  it('[WIN-6] bridges a gap of exactly the contract', () => {
    const states = run([
      ...captures(30, 2, 0, 1).map((t) => faceAt(t, shifted(line))),
      faceAt(START + 1966.7 + CONTRACT.maxGap - 1, shifted(line)),
    ]);
    expect(states.at(-1)?.kind).toBe('ready');
    expect(worstError(states, line)).toBeLessThan(0.005);
  });

  it('[WIN-7] bridges a face that is missed for a moment and says absent meanwhile', () => {
    const window = newWindow();
    for (const t of captures(30, 2, 0, 1)) window.push(faceAt(t, wave));
    expect(window.push(absentAt(START + 2000))).toMatchObject([
      { kind: 'not_ready', reason: 'absent' },
    ]);
    expect(window.current()).toMatchObject({ reason: 'absent' });
    expect(window.push(faceAt(START + 2067, wave)).at(-1)?.kind).toBe('ready');
  });

  it('[WIN-7] bridges no other absence, however short', () => {
    for (const reason of [
      'tab_hidden',
      'paused',
      'camera_lost',
      'landmarker_unavailable',
    ] as const) {
      const window = newWindow();
      for (const t of captures(30, 2, 0, 1)) window.push(faceAt(t, wave));
      window.push(absentAt(START + 2000, reason));
      expect(window.push(faceAt(START + 2067, wave)).at(-1)).toMatchObject({
        kind: 'not_ready',
        reason: 'gap',
      });
    }
  });

  it('[WIN-8] drops duplicates, late samples and broken ones: the windows are as without them', () => {
    const random = seededRandom(11);
    const times = captures(30, 4, 0.5, 5);
    const clean = times.map((t) => faceAt(t, shifted(wave)));
    const dirty = clean.flatMap((input, index): WindowInput[] => {
      const late = at(times, Math.max(0, index - 1)) - 40 * random();
      const spoiled = [
        faceAt(input.capturedAt, () => 77),
        faceAt(late, () => 77),
        faceAt(input.capturedAt + 0.001, () => Number.NaN),
      ];
      return [input, ...spoiled.filter(() => random() < 0.5)];
    });
    expect(run(dirty)).toEqual(run(clean));
  });

  it('[WIN-8] takes a timeline that starts again as a gap, not as an end', () => {
    const window = newWindow();
    for (const t of captures(30, 2, 0, 1)) window.push(faceAt(t, wave));
    expect(window.push(faceAt(START - 60_000, wave))).toMatchObject([
      { kind: 'not_ready', reason: 'gap', filled: 1 },
    ]);
  });

  it('[WIN-9] survives anything: times, absences and gaps at random keep its promises', () => {
    const random = seededRandom(2026);
    for (let round = 0; round < 12; round++) {
      const window = newWindow();
      let t = START;
      let sinceBreak = 0;
      for (let step = 0; step < 300; step++) {
        const gap = random() < 0.03 ? 400 * random() : 10 + 90 * random();
        t += gap;
        const absent = random() < 0.02;
        const states = window.push(absent ? absentAt(t, 'paused') : faceAt(t, wave));
        sinceBreak = absent || gap > CONTRACT.maxGap ? 0 : sinceBreak + gap;
        for (const state of states) {
          if (state.kind === 'not_ready') {
            expect(state.filled).toBeLessThan(CONTRACT.length);
          } else {
            expect(absent).toBe(false);
            expect(state.values).toHaveLength(CONTRACT.length * FACE_FEATURE_COUNT);
            expect(state.values.every(Number.isFinite)).toBe(true);
            expect(state.endsAt).toBeLessThanOrEqual(t + 1);
            expect(sinceBreak).toBeGreaterThan((CONTRACT.length - 2) * STEP);
          }
        }
      }
    }
  });

  it('[WIN-10] gives values that are the receiver’s own', () => {
    const window = newWindow();
    const states = captures(30, 2, 0, 1).flatMap((t) => [...window.push(faceAt(t, wave))]);
    const buffers = ready(states).map((state) => state.values.buffer);
    expect(new Set(buffers).size).toBe(buffers.length);
  });
});
