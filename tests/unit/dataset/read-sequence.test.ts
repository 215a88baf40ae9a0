import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cutWindows } from '#core/dataset/cut-windows.ts';
import { checkedSequence, readSequence } from '#core/dataset/read-sequence.ts';
import { rangeFault } from '#core/dataset/row-report.ts';
import {
  FACE_FEATURE_COUNT,
  FACE_FEATURES,
  FACE_SIGNAL,
  featureIndex,
  type FaceFeature,
} from '#core/signals/face-signal.ts';
import { durationMs, timestampMs, toRadians, degrees } from '#core/units.ts';
import type { WindowInput } from '#core/windows/sliding-window.ts';

const MAX_GAP = durationMs(250);
const PAIR = join(
  import.meta.dirname,
  '../../../../shared/data/openface-pairs/liveportrait_d6.openface.csv',
);
const absent = !existsSync(PAIR);

const columns = FACE_FEATURES.map((name) => (name.startsWith('AU') ? `${name}_r` : name));
const HEADER = ['frame', ' timestamp', ' success', ...columns.map((name) => ` ${name}`)].join(',');
/** 30 rows a second; a row of `changes` is another than the usual one. */
function openFace(
  rows: number,
  changes: Readonly<Record<number, Partial<Record<string, string>>>>,
) {
  const lines = Array.from({ length: rows }, (_, row) => {
    const change = changes[row] ?? {};
    const cells = columns.map((name) => change[name] ?? '0.5');
    return [row + 1, (row / 30).toFixed(3), change['success'] ?? '1', ...cells].join(', ');
  });
  return [HEADER, ...lines, ''].join('\n');
}
const GONE = { success: '0' };

describe('reading a features file to learn from', () => {
  it('[DAT-7] a row with a value that cannot be is a gap, told with its place', async () => {
    const text = openFace(60, {
      10: { AU12_r: '5.7' },
      11: { pose_Ry: '14' },
      30: GONE,
      31: { AU01_r: 'nan' },
    });
    const read = await readSequence('clip.csv', [text], { maxGap: MAX_GAP });
    if (read.kind !== 'sequence') throw new Error('it is a sequence');
    expect(read.report).toEqual({
      file: 'clip.csv',
      rows: 60,
      kept: 56,
      absent: 1,
      refused: 3,
      unexplained: 0,
      filled: 4,
      firstRefusals: [
        'clip.csv, line 12, column AU12_r: 5.7 is outside 0 to 5.',
        'clip.csv, line 13, column pose_Ry: 14 radians is outside -3.1416 to 3.1416.',
        'clip.csv, line 33, column AU01_r: "nan" is not a value that can be used.',
      ],
    });
    expect(read.times).toHaveLength(60);
    expect(read.inputs).toHaveLength(57);
    expect(read.inputs.filter(({ kind }) => kind === 'absent')).toHaveLength(1);
  });

  it('[DAT-7] only what resampling bridges is filled, and no more places than five are told', async () => {
    const long = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [20 + index, GONE]));
    const bad = Object.fromEntries([50, 52, 54, 56, 58, 59].map((row) => [row, { AU45_r: '-1' }]));
    const { report } = await readSequence('clip.csv', [openFace(60, { ...long, ...bad })], {
      maxGap: MAX_GAP,
    });
    // Rows 20 to 31 are a gap of 433 ms; rows 58 and 59 have nothing after them.
    expect(report).toMatchObject({ kept: 42, absent: 12, refused: 6, filled: 4 });
    expect(report.firstRefusals).toHaveLength(5);
  });

  it('[DAT-7] what is wrong with the file itself is refused', async () => {
    const twice = openFace(20, {}).replace('\n10, 0.300', '\n10, 0.100');
    await expect(readSequence('clip.csv', [twice], { maxGap: MAX_GAP })).rejects.toMatchObject({
      fault: 'time_goes_back',
    });
  });

  it('[DAT-7] the ranges are those of units and angles, whatever way samples come', () => {
    const fault = (feature: FaceFeature, value: number) => {
      const features = new Float32Array(FACE_FEATURE_COUNT);
      features[featureIndex(feature)] = value;
      return rangeFault(features, FACE_SIGNAL);
    };
    const angle = (value: number) => toRadians(degrees(value));
    expect(fault('AU04', 5)).toBeNull();
    expect(fault('AU04', 5.01)).toContain('AU04');
    expect(fault('AU04', -0.01)).toContain('AU04');
    expect(fault('gaze_angle_x', angle(179))).toBeNull();
    expect(fault('gaze_angle_x', angle(181))).toContain('±180°');
    expect(fault('gaze_angle_y', angle(-89))).toBeNull();
    expect(fault('gaze_angle_y', angle(-91))).toContain('±90°');
    expect(fault('pose_Rz', angle(-181))).toContain('±180°');
    expect(fault('pose_Rx', NaN)).toContain('not a number');
  });

  it('[DAT-7] a pause is never filled', () => {
    const features = new Float32Array(FACE_FEATURE_COUNT);
    const face = (at: number): WindowInput => ({
      kind: 'face',
      capturedAt: timestampMs(at),
      features,
    });
    const gone = (at: number, reason: 'no_face' | 'paused'): WindowInput => ({
      kind: 'absent',
      capturedAt: timestampMs(at),
      reason,
    });
    const samples = [face(0), gone(50, 'no_face'), face(100), gone(150, 'paused'), face(200)];
    const { report, inputs } = checkedSequence('log', samples, { maxGap: MAX_GAP });
    expect(report).toMatchObject({ rows: 5, kept: 3, absent: 2, filled: 1 });
    expect(inputs).toEqual(samples);
    const strange = { ...face(250), features: features.slice().fill(9) };
    const checked = checkedSequence('log', [face(0), strange], { maxGap: MAX_GAP });
    expect(checked.report.firstRefusals).toEqual(['log, row 2: AU01 is 9, outside 0 to 5.']);
  });

  it.skipIf(absent)(
    `[DAT-7] OpenFace's own output is kept whole and cut into windows${absent ? ' (reference data absent)' : ''}`,
    async () => {
      const read = await readSequence('d6.csv', [readFileSync(PAIR, 'utf8')], {
        maxGap: MAX_GAP,
        fps: 30,
      });
      if (read.kind !== 'sequence') throw new Error('it is a sequence');
      expect(read.report).toMatchObject({ rows: 600, refused: 0 });
      const contract = { length: 30, rateHz: 30, maxGap: MAX_GAP };
      const plan = { contract, hop: 15, short: { kind: 'skip' }, otherRates: 'refuse' } as const;
      const cut = cutWindows(read.inputs, plan, FACE_FEATURE_COUNT);
      expect(cut.kind === 'cut' && cut.windows.length).toBe(read.report.absent === 0 ? 39 : NaN);
    },
  );
});
