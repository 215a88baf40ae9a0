import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRecords } from '#core/csv/csv-records.ts';
import { at } from '#core/numeric/at.ts';
import type { FaceFrame, FaceView } from '#core/landmarks/landmark-frame.ts';
import { createFaceSampler } from '#core/signals/face-sampler.ts';
import { keptObservation } from '#core/signals/face-sample.ts';
import { exportFile, type ExportKind } from '#pipelines/export-session.ts';
import { runExtract } from '../../../scripts/extract/run.ts';
import { collected } from '../csv/rows.ts';
import { temporaryFolder, writeRecording } from '../support/recording-files.ts';
import { frameOf, syntheticFace } from '../support/synthetic-face.ts';
import { CLEAR_VIEW } from '../support/views.ts';
import { START, HeldClassifier, rig } from './session-rig.ts';

const DARK: FaceView = { ...CLEAR_VIEW, brightness: 0.06, contrast: 0.04, surroundings: 0.03 };
const FPS = 30;
const LIGHT_S = 3;
/** After this the darkness counts, and after it ended, the light. */
const SETTLED_S = 1;

/** Three seconds of light, three of darkness, three of light. */
const FACES = Array.from({ length: 9 * FPS }, (_, i) => ({
  ...syntheticFace(),
  view: Math.floor(i / (LIGHT_S * FPS)) === 1 ? DARK : CLEAR_VIEW,
}));
const isSurelyDark = (i: number): boolean =>
  i >= (LIGHT_S + SETTLED_S) * FPS && i < 2 * LIGHT_S * FPS;
const isSurelyLight = (i: number): boolean =>
  i < LIGHT_S * FPS || i >= (2 * LIGHT_S + SETTLED_S) * FPS;
const frames: readonly FaceFrame[] = FACES.map((face, i) =>
  frameOf(START + ((i + 1) * 1000) / FPS, [face]),
);

/** The cells of a table by the names of its columns. */
async function table(csv: string): Promise<Map<string, string>[]> {
  const [header, ...rows] = await collected(readRecords('x.csv', [csv]));
  const names = (header?.cells ?? []).map((name) => name.trim());
  return rows.map(({ cells }) => new Map(names.map((name, i) => [name, at(cells, i)])));
}

describe('[QUA-8] a view that is too dark', () => {
  /** The way of the data from landmarks with a view to the log. */
  async function recorded() {
    const model = new HeldClassifier();
    const run = rig('learning_states', model);
    const sampler = createFaceSampler({ kind: 'sequence' });
    await run.session.start();
    for (const frame of frames) {
      run.pass(frame.capturedAt - run.now());
      run.session.observe(keptObservation(sampler.sample(frame)), null);
      await model.answer();
    }
    await run.session.end('stopped');
    return { ...run, model };
  }

  it('is "can’t tell: too dark" in the engagement, never a low score', async () => {
    const { readings } = await recorded();
    const dark = readings.filter((_, i) => isSurelyDark(i));
    expect(dark.length).toBeGreaterThan(50);
    for (const { reading } of dark) {
      expect(reading).toMatchObject({ status: 'not_detected', reason: 'too_dark', score: null });
    }
    expect(readings.at(-1)?.reading.score).not.toBeNull();
  });

  it('makes the window not ready: the model is asked for no window with darkness in it', async () => {
    const { model, log } = await recorded();
    const asked = model.asked.map((window) => (window.kind === 'ready' ? window.endsAt : 0));
    const darkFrom = START + (LIGHT_S + SETTLED_S) * 1000;
    const lightFrom = START + 2 * LIGHT_S * 1000;
    expect(asked.some((end) => end < darkFrom)).toBe(true);
    expect(asked.filter((end) => end > darkFrom && end < lightFrom + 900)).toEqual([]);
    expect(asked.some((end) => end > lightFrom + 1900)).toBe(true);
    const predictions = log.samples().filter((_, i) => isSurelyDark(i));
    expect(
      new Set(predictions.map(({ prediction: p }) => (p.kind === 'abstained' ? p.reason : p.kind))),
    ).toEqual(new Set(['absent']));
  });

  it('is a gap with its reason in the log, and an empty row in the exports', async () => {
    const { log } = await recorded();
    log.samples().forEach(({ observation }, i) => {
      if (isSurelyDark(i))
        expect(observation).toMatchObject({ kind: 'absent', reason: 'too_dark' });
      if (isSurelyLight(i)) expect(observation.kind).toBe('face');
    });
    const session = at([...log.sessions.values()], 0);
    const archive = {
      async *samples() {
        yield* await Promise.resolve(log.chunks.values());
      },
      async *events() {
        yield* await Promise.resolve(log.storedEvents.values());
      },
      async *frames() {
        yield* await Promise.resolve([]);
      },
      async *frameNames() {
        yield* await Promise.resolve([]);
      },
    };
    const exported = async (kind: ExportKind) => {
      const parts = await collected(exportFile(archive, session, kind).content);
      return table(parts.join(''));
    };
    for (const [kind, flag] of [
      ['features', 'face_detected'],
      ['openface', 'success'],
    ] as const) {
      const rows = await exported(kind);
      expect(rows).toHaveLength(frames.length);
      rows.forEach((row, i) => {
        if (isSurelyLight(i)) expect(row.get(flag)).toBe('1');
        if (!isSurelyDark(i)) return;
        expect(row.get(flag)).toBe('0');
        expect([row.get('AU12_r'), row.get('pose_Ry'), row.get('gaze_angle_x')]).toEqual([
          '',
          '',
          '',
        ]);
      });
    }
    const summary = at(await collected(exportFile(archive, session, 'summary').content), 0);
    const { samples } = JSON.parse(String(summary)) as {
      samples: { without_face: Record<string, number> };
    };
    expect(samples.without_face['too_dark']).toBeGreaterThan(60);
  });
});

describe('[EXT-7] [LMK-9] a recording with views', () => {
  let folder = temporaryFolder();
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  it('gives the same features, and the same gaps, as the frames it was made from', async () => {
    const base = join(folder.path, 'lecture');
    writeRecording(base, FACES, 'sequence');
    const extract = async (input: string, raw: string | null) => {
      const out = join(folder.path, 'out.csv');
      const silent = { start: () => 0, advance: () => 0, stop: () => 0, tell: () => 0 };
      await runExtract({ input, out, layout: 'openface', raw }, silent);
      return readFileSync(out, 'utf8');
    };
    const first = await extract(`${base}.json`, join(folder.path, 'again.json'));
    const again = await extract(join(folder.path, 'again.json'), null);
    expect(again).toBe(first);
    expect(readFileSync(join(folder.path, 'again.csv'), 'utf8')).toBe(
      readFileSync(`${base}.csv`, 'utf8'),
    );
    const rows = await table(first);
    expect(rows.filter((row) => row.get('success') === '0').length).toBeGreaterThan(60);
  });
});
