import {
  copyFileSync,
  existsSync,
  readFileSync,
  readdirSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readFeatures } from '#core/csv/read-features.ts';
import { createFaceSampler } from '#core/signals/face-sampler.ts';
import { openRecording } from '../../../scripts/extract/recording.ts';
import { runExtract } from '../../../scripts/extract/run.ts';
import type { ExtractRequest } from '../../../scripts/extract/run.ts';
import { performance, temporaryFolder, writeRecording } from '../support/recording-files.ts';

const SILENT = {
  start: () => undefined,
  advance: () => undefined,
  stop: () => undefined,
  tell: () => undefined,
};
let folder = temporaryFolder();
let base = '';
beforeEach(() => {
  folder = temporaryFolder();
  base = join(folder.path, 'lecture');
});
afterEach(() => {
  folder.remove();
});

const extract = (request: Partial<ExtractRequest> = {}) =>
  runExtract(
    {
      input: `${base}.json`,
      out: join(folder.path, 'out.csv'),
      layout: 'openface',
      raw: null,
      ...request,
    },
    SILENT,
  );
const lines = (file = 'out.csv'): string[] =>
  readFileSync(join(folder.path, file), 'utf8').trimEnd().split('\n');

describe('[SIG-16] extracting a recording', () => {
  test.each(['lecture', 'lecture.json', 'lecture.csv', 'lecture.landmarks.f32'])(
    'works from %s and gives one row per row',
    async (name) => {
      writeRecording(base, performance(25), 'sequence');
      const result = await extract({ input: join(folder.path, name) });
      expect(result).toMatchObject({ rows: 25, faces: 23, undecoded: 0 });
      expect(lines()).toHaveLength(26);
    },
  );

  test('writes what the live sampler says of the same frames', async () => {
    writeRecording(base, performance(300), 'sequence');
    await extract();
    const out = join(folder.path, 'out.csv');
    const { rows } = await readFeatures('out.csv', [readFileSync(out, 'utf8')]);
    const sampler = createFaceSampler({ kind: 'sequence' });
    const frames = (await openRecording(base)).frames()[Symbol.asyncIterator]();
    let count = 0;
    for await (const { reading, timestampS } of rows) {
      const next = await frames.next();
      if (next.done === true) break;
      const observation = sampler.sample(next.value);
      expect(reading.kind).toBe(observation.kind);
      expect(timestampS).toBeCloseTo(next.value.capturedAt / 1000, 5);
      if (reading.kind === 'absent' || observation.kind === 'absent') continue;
      observation.features.forEach((value, i) => {
        expect(reading.features[i]).toBeCloseTo(value, 3);
      });
      count++;
    }
    expect(count).toBe(270);
  });

  test('of stills has no time, and every row stands alone', async () => {
    const faces = performance(12);
    writeRecording(base, faces, 'stills');
    writeRecording(join(folder.path, 'back'), faces.toReversed(), 'stills');
    await extract();
    await extract({ input: join(folder.path, 'back'), out: join(folder.path, 'back-out.csv') });
    expect(lines()[0]).not.toContain('timestamp');
    const values = (line: string): string => line.split(',').slice(1).join(',');
    expect(lines('back-out.csv').slice(1).map(values).toReversed()).toEqual(
      lines().slice(1).map(values),
    );
  });

  test('in the Smart LMS layout has its columns, with score and status', async () => {
    writeRecording(base, performance(60), 'sequence');
    await extract({ layout: 'smart-lms' });
    const header = lines()[0]?.split(',') ?? [];
    const last = lines().at(-1)?.split(',') ?? [];
    expect(Number(last[header.indexOf('engagement_score')])).toBeGreaterThan(0);
    expect(last[header.indexOf('status')]).toMatch(/engaged$/);
  });

  test.each(['sequence', 'stills'] as const)(
    'with --raw writes %s from which the same features come',
    async (kind) => {
      writeRecording(base, performance(30), kind);
      await extract({ raw: join(folder.path, 'raw.json') });
      await extract({ input: join(folder.path, 'raw'), out: join(folder.path, 'again.csv') });
      expect(lines('again.csv')).toEqual(lines());
      const bytes = (name: string): Buffer =>
        readFileSync(join(folder.path, `${name}.landmarks.f32`));
      expect(bytes('raw').equals(bytes('lecture'))).toBe(true);
    },
  );
});

describe('[SIG-17] bad input leaves no output behind', () => {
  const damages: [string, string, () => void][] = [
    [
      'a missing part',
      'lecture.csv: this part',
      () => {
        writeRecording(join(folder.path, 'other'), performance(3), 'stills');
        copyFileSync(join(folder.path, 'other.json'), `${base}.json`);
      },
    ],
    [
      'a short array',
      'lecture.matrix.f32: 100 bytes',
      () => {
        writeRecording(base, performance(5), 'sequence');
        truncateSync(`${base}.matrix.f32`, 100);
      },
    ],
    [
      'broken JSON',
      'lecture.json',
      () => {
        writeRecording(base, performance(5), 'sequence');
        writeFileSync(`${base}.json`, '{');
      },
    ],
    [
      'text for a number',
      'lecture.csv, line 3, column timestamp_s',
      () => {
        writeRecording(base, performance(2), 'sequence');
        writeFileSync(`${base}.csv`, 'row,timestamp_s,face_detected\n0,0,1\n1,later,1\n');
      },
    ],
    [
      'NaN in the middle',
      'row 290, number 0',
      () => {
        const faces = performance(300);
        faces[290]?.blendshapes.fill(NaN);
        writeRecording(base, faces, 'sequence');
      },
    ],
  ];

  test.each(damages)('%s', async (_, message, damage) => {
    damage();
    const before = readdirSync(folder.path);
    await expect(extract({ raw: join(folder.path, 'raw.json') })).rejects.toThrow(message);
    expect(readdirSync(folder.path)).toEqual(before);
  });

  test('what was there before stays as it was', async () => {
    writeRecording(base, performance(5), 'sequence');
    writeFileSync(join(folder.path, 'out.csv'), 'precious');
    truncateSync(`${base}.matrix.f32`, 100);
    await expect(extract()).rejects.toThrow();
    expect(lines()).toEqual(['precious']);
  });

  test('the input is never written over', async () => {
    writeRecording(base, performance(5), 'sequence');
    await expect(extract({ out: `${base}.csv` })).rejects.toThrow('choose another name');
    await expect(extract({ raw: `${base}.json` })).rejects.toThrow('choose another name');
    expect(existsSync(`${base}.csv`)).toBe(true);
  });

  test('a table that --raw would write over is told, with what to name otherwise', async () => {
    writeRecording(base, performance(5), 'sequence');
    const raw = join(folder.path, 'out.json');
    await expect(extract({ raw })).rejects.toThrow(
      '--out and --raw would both write it, as NAME.json comes with a NAME.csv; choose another name',
    );
    expect(existsSync(raw)).toBe(false);
  });
});
