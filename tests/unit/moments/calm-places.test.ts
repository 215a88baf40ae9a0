import { describe, expect, it } from 'vitest';
import { createCalmPlaces, type LectureNow } from '#core/moments/calm-places.ts';
import { createRecentLook } from '#core/moments/recent-look.ts';
import { durationMs, probability, timestampMs } from '#core/units.ts';

const now = (
  seconds: number,
  player: LectureNow['player'],
  quiet: LectureNow['quiet'] = null,
): LectureNow => ({ at: timestampMs(seconds * 1000), player, quiet });

describe('calm places', () => {
  it('[MTS-5] a pause that has lasted two seconds, and not one that is long ago', () => {
    const calm = createCalmPlaces();
    expect(calm.look(now(0, 'paused'))).toBeNull();
    expect(calm.look(now(1, 'playing'))).toBeNull();
    expect(calm.look(now(10, 'paused'))).toBeNull();
    expect(calm.look(now(11, 'paused'))).toBeNull();
    expect(calm.look(now(12.5, 'paused'))).toEqual({ place: 'paused', moment: 10_000 });
    expect(calm.look(now(21, 'paused'))).toBeNull();
    expect(calm.look(now(22, 'playing'))).toBeNull();
  });

  it('[MTS-5] the end of a look away of some length, unless somebody speaks then', () => {
    const calm = createCalmPlaces();
    const back = timestampMs(30_000);
    calm.lookedBack(back, durationMs(1000));
    expect(calm.look(now(30, 'playing'))).toBeNull();
    calm.lookedBack(back, durationMs(4000));
    expect(calm.look(now(31, 'playing', false))).toBeNull();
    expect(calm.look(now(32, 'playing', null))).toEqual({ place: 'looked_back', moment: 30_000 });
    expect(calm.look(now(33, 'paused', false))?.place).toBe('looked_back');
    expect(calm.look(now(41, 'playing', null))).toBeNull();
  });

  it('[MTS-5] a silence that the captions tell of, and no playing lecture otherwise', () => {
    const calm = createCalmPlaces();
    expect(calm.look(now(0, 'playing', true))).toBeNull();
    expect(calm.look(now(2, 'playing', true))).toEqual({ place: 'quiet', moment: 1500 });
    expect(calm.look(now(3, 'playing', false))).toBeNull();
    expect(calm.look(now(4, 'playing', true))).toBeNull();
    expect(calm.look(now(6, 'playing', null))).toBeNull();
    expect(calm.look(now(7, 'ended', true))).toBeNull();
    expect(calm.look(now(8, null, true))).toBeNull();
  });
});

describe('the seconds before a moment', () => {
  const seen = (readableShare: number, rows: readonly (readonly number[])[]) => {
    const look = createRecentLook();
    for (let index = 0; index < 100; index++) {
      look.observed(timestampMs(index * 100), index % 100 < readableShare * 100);
    }
    rows.forEach((row, index) => {
      const at = timestampMs(6000 + index * 500);
      look.predicted({ kind: 'predicted', at, probabilities: row.map(probability) });
    });
    return look;
  };
  const LOW = [0.6, 0.3, 0.1];
  const HIGH = [0.2, 0.1, 0.7];

  it('[MTS-4] are called low where the lowest level is the likeliest over all of them', () => {
    expect(seen(1, [LOW, LOW, LOW, HIGH]).before(timestampMs(9000))).toBe('low');
    expect(seen(1, [HIGH, LOW, HIGH, HIGH]).before(timestampMs(9000))).toBe('other');
    // Unsure is not low.
    expect(seen(1, [LOW, [0.3, 0.4, 0.3], HIGH, HIGH]).before(timestampMs(9000))).toBe('other');
  });

  it('[MTS-1] are not asked about where the face was not readable or the model said little', () => {
    expect(seen(0.7, [LOW, LOW, LOW]).before(timestampMs(9000))).toBeNull();
    expect(seen(1, [LOW, LOW]).before(timestampMs(9000))).toBeNull();
    expect(seen(1, [LOW, LOW, LOW]).before(timestampMs(60_000))).toBeNull();
  });
});
