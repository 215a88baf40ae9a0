import { describe, expect, it } from 'vitest';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { type Blink, createBlinkDetector } from '#core/engagement/blinks.ts';
import { createLidReader } from '#core/engagement/lids.ts';
import { timestampMs } from '#core/units.ts';
import { frames } from './faces.ts';

type Lid = (t: number) => number;

/** A lid that closes to AU45 2.5 and opens within `lasts`, centred at `middle`. */
const closure =
  (middle: number, lasts: number): Lid =>
  (t) =>
    Math.max(0, Math.min(2.5, 5 * (1 - Math.abs(t - middle) / (lasts / 2))));

function detect(lid: Lid, until: number, fps: number): Blink[] {
  const detector = createBlinkDetector();
  return [...frames(0, until, fps)]
    .map((t) => detector.push(timestampMs(t), lid(t)))
    .filter((blink) => blink !== null);
}

describe('blinks', () => {
  it('[ENG-1] finds a blink of 100 to 400 ms once, at every frame rate that can see it', () => {
    for (const fps of [15, 24, 30, 60]) {
      for (const lasts of [200, 300, 400]) {
        for (let shift = 0; shift < 66; shift += 11) {
          const blinks = detect(closure(1000 + shift, lasts), 2000, fps);
          expect(blinks, `${fps} fps, ${lasts} ms, shifted ${shift} ms`).toHaveLength(1);
          const { from, to } = at(blinks, 0);
          expect(Math.abs((from + to) / 2 - 1000 - shift)).toBeLessThan(600 / fps + 10);
        }
      }
    }
  });

  it('[ENG-1] takes a longer closure for closed eyes', () => {
    expect(detect(closure(1500, 900), 3000, 30)).toEqual([]);
  });

  it('[ENG-1] takes a spike shorter than a lid can move for noise', () => {
    const spike: Lid = (t) => (Math.abs(t - 1000) < 9 ? 1.2 : 0);
    expect(detect(spike, 2000, 60)).toEqual([]);
  });

  it('[ENG-2] counts a lid that trembles half-way as one blink', () => {
    const random = seededRandom(3);
    const lid: Lid = (t) =>
      t < 1000 || t > 1300 ? 0 : t < 1050 ? 2 : 1.1 + 0.5 * (random() - 0.5);
    expect(detect(lid, 2000, 60)).toHaveLength(1);
  });

  it('[ENG-2] finds a blink of eyes that look down, and none in looking down', () => {
    const lid: Lid = (t) => (t < 1000 ? 0 : 0.8) + closure(2500, 200)(t) / 2;
    expect(detect(lid, 4000, 30)).toHaveLength(1);
  });

  it('[ENG-2] says nothing of a closure whose beginning or end was not seen', () => {
    const detector = createBlinkDetector();
    expect(detector.push(timestampMs(0), 2)).toBeNull();
    expect(detector.push(timestampMs(100), 0)).toBeNull();
    expect(detector.push(timestampMs(200), 2)).toBeNull();
    expect(detector.push(timestampMs(600), 0)).toBeNull();
  });

  it('[ENG-2] knows since when the eyes are closed', () => {
    const lids = createLidReader();
    lids.push(timestampMs(0), 0);
    expect(lids.push(timestampMs(100), 2.4).closedSince).toBeCloseTo(50, 6);
    expect(lids.push(timestampMs(200), 0.7).closedSince).toBeCloseTo(50, 6);
    expect(lids.push(timestampMs(300), 0.5).closedSince).toBeNull();
  });
});
