import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_FACTS } from '#core/dataset/file-facts.ts';
import type { EngagementStatus } from '#core/engagement/reading.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { parseRecipe, type RecipeInput } from '#core/recipes/recipe.ts';
import { encodeSample } from '#core/sessions/encode-sample.ts';
import {
  type SampleChunk,
  SESSION_FORMAT_VERSION,
  type SessionRecord,
} from '#core/sessions/records.ts';
import { SAMPLE_COLUMN_COUNT } from '#core/sessions/sample-layout.ts';
import type { StoredSample } from '#core/sessions/stored-sample.ts';
import type { AbsenceReason } from '#core/signals/face-sample.ts';
import { FACE_SIGNAL } from '#core/signals/face-signal.ts';
import {
  ATTENTION_MODEL_SIGNAL,
  FACE_MODEL_SIGNAL,
  type ModelSignal,
} from '#core/signals/model-signals.ts';
import { timestampMs } from '#core/units.ts';
import { exportFile } from '#pipelines/export-session.ts';
import { sessionWindows, type SessionWindowsOptions } from '#pipelines/session-windows.ts';
import { readDataset } from '../../../scripts/learn/read-dataset.ts';
import { someFace } from '../csv/rows.ts';
import { temporaryFolder } from '../support/recording-files.ts';

const STARTED_AT = timestampMs(Date.UTC(2026, 0, 5, 8, 0, 0) + 250);
const SECONDS = 4;
const RATE = 25;

const session = (id: string, given: Partial<SessionRecord> = {}): SessionRecord => ({
  id,
  formatVersion: SESSION_FORMAT_VERSION,
  studentId: `student of ${id}`,
  lectureId: 'lec',
  courseId: 'c',
  signal: { name: FACE_SIGNAL.name, version: FACE_SIGNAL.version },
  mode: 'attention',
  startedAt: STARTED_AT,
  endedAt: timestampMs(STARTED_AT + SECONDS * 1000),
  end: 'stopped',
  sampleCount: SECONDS * RATE,
  eventCount: 0,
  meanScore: null,
  reliabilityWeight: null,
  modelId: null,
  attentionModelId: null,
  ...given,
});

/** Of the second second the face is missing for half, of the third the monitor is paused for half. */
const absenceOf = (index: number): AbsenceReason | null => {
  const [second, within] = [Math.floor(index / RATE), index % RATE];
  if (within < 5 || within > 17) return null;
  if (second === 1) return 'no_face';
  return second === 2 ? 'paused' : null;
};
const statusOf = (index: number): EngagementStatus =>
  absenceOf(index) !== null ? 'not_detected' : index < RATE ? 'disengaged' : 'engaged';

function sampleAt(index: number, seed: number): StoredSample {
  const capturedAt = timestampMs(STARTED_AT + (index * 1000) / RATE);
  const reason = absenceOf(index);
  const status = statusOf(index);
  return {
    at: capturedAt,
    lectureTime: null,
    observation:
      reason === null
        ? { ...someFace(seededRandom(seed * 1000 + index)), capturedAt }
        : { kind: 'absent', capturedAt, reason },
    engagement: {
      score: null,
      status,
      reason: null,
      perclos: null,
      blinkRate: null,
      drowsiness: null,
    },
    prediction: { kind: 'abstained', at: capturedAt, reason: 'not_chosen' },
    attention: null,
    body: null,
    gazeOnScreen: null,
  };
}

async function* chunksOf(sessionId: string): AsyncGenerator<SampleChunk> {
  for (let second = 0; second < SECONDS; second++) {
    const startedAt = timestampMs(STARTED_AT + second * 1000);
    const rows = new Float32Array(RATE * SAMPLE_COLUMN_COUNT);
    for (let row = 0; row < RATE; row++) {
      encodeSample(sampleAt(second * RATE + row, sessionId.length), startedAt, rows, row);
    }
    await Promise.resolve();
    const known = { meanScore: null, reliabilityWeight: null };
    yield { sessionId, sequence: second, startedAt, rowCount: RATE, rows, ...known };
  }
}
async function* nothing(): AsyncGenerator<never> {
  // Nobody kept a picture.
}
const archive = { samples: chunksOf, events: nothing, frames: nothing, frameNames: nothing };

const recipe = (signal: ModelSignal, given: Partial<RecipeInput> = {}) =>
  parseRecipe({
    format: 'heed-recipe',
    formatVersion: 1,
    name: 'own',
    signal: { name: signal.name, version: signal.version },
    window: { length: 10, rateHz: 25, maxGapMs: 250 },
    cut: { hop: 5 },
    labels: { kind: 'status' },
    model: { kind: 'logistic' },
    ...given,
  });
const sha256 = (bytes: ArrayBuffer) =>
  Promise.resolve(createHash('sha256').update(new Uint8Array(bytes)).digest('hex'));
const read = (given: Partial<SessionWindowsOptions> = {}, signal = FACE_MODEL_SIGNAL) =>
  sessionWindows({
    archive,
    sessions: [session('one'), session('three')],
    recipe: recipe(signal),
    signal,
    sha256,
    ...given,
  });

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});

/** The files of a session's export, by their names. */
async function exported(record: SessionRecord): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const kind of ['features', 'engagement', 'readings', 'openface'] as const) {
    const { name, content } = exportFile(archive, record, kind);
    let text = '';
    for await (const part of content) text += typeof part === 'string' ? part : '';
    files[name] = text;
  }
  return files;
}

describe('windows of stored sessions', () => {
  it('[DAT-30] have the logged status at their end, the student, and no pause in them', async () => {
    const { windows, report, by, sources } = await read();
    expect(new Set(windows.map(({ person }) => person))).toEqual(
      new Set(['student of one', 'student of three']),
    );
    for (const { label, source } of windows) {
      const end = Number(source.endsAt) - STARTED_AT;
      expect(label).toBe(end < 1000 - 1 ? 0 : 1);
      const second = Math.floor(end / 1000);
      const within = Math.round(((end % 1000) * RATE) / 1000);
      expect([1, 2].includes(second) && within >= 5).toBe(false);
    }
    expect(windows.length).toBeGreaterThan(10);
    expect(by).toBe('person');
    expect(report.totals).toMatchObject({ rows: 200, kept: 148, absent: 52, refused: 0 });
    expect(sources).toMatchObject([{ kind: 'sequences', rows: 200, persons: 2 }]);
  });

  it.each([FACE_MODEL_SIGNAL, ATTENTION_MODEL_SIGNAL])(
    '[DAT-26] are those of the exported files, in a folder or zipped ($name)',
    async (signal) => {
      const { windows } = await read({}, signal);
      const files = { ...(await exported(session('one'))), ...(await exported(session('three'))) };
      for (const [name, text] of Object.entries(files)) {
        writeFileSync(join(folder.path, name), text);
      }
      const zip = join(folder.path, 'all.zip');
      const bytes = Object.entries(files).map(([name, text]) => [
        name,
        new TextEncoder().encode(text),
      ]);
      const given = { recipe: recipe(signal), labels: [] };
      const fromFolder = await readDataset({ ...given, data: [{ path: folder.path }] });
      writeFileSync(zip, zipSync(Object.fromEntries(bytes) as Record<string, Uint8Array>));
      const fromZip = await readDataset({ ...given, data: [{ path: zip }] });
      for (const dataset of [fromFolder, fromZip]) {
        expect(dataset.by).toBe('person');
        expect(dataset.windows.map(({ person, label }) => [person, label])).toEqual(
          windows.map(({ person, label }) => [person, label]),
        );
        dataset.windows.forEach((window, index) => {
          // Angles are written in degrees with a few decimals.
          const own = at(windows, index).values;
          const largest = window.values.reduce(
            (most, value, place) => Math.max(most, Math.abs(value - at(own, place))),
            0,
          );
          expect(largest).toBeLessThan(0.02);
        });
      }
    },
  );

  it('[DAT-26] an export without its readings does not say that nobody was there', async () => {
    for (const [name, text] of Object.entries(await exported(session('one')))) {
      if (!name.startsWith('readings')) writeFileSync(join(folder.path, name), text);
    }
    const { windows, report } = await readDataset({
      recipe: recipe(ATTENTION_MODEL_SIGNAL),
      data: [{ path: folder.path }],
      labels: [],
    });
    expect(report.totals).toMatchObject({ absent: 26, unexplained: 26 });
    expect(
      windows.every(({ values }) => values.every((value, index) => index % 7 !== 0 || value === 1)),
    ).toBe(true);
  });

  it('[DAT-30] a pause is a gap to attention, and a missing face is not', async () => {
    const { windows } = await read({ sessions: [session('one')] }, ATTENTION_MODEL_SIGNAL);
    const seconds = new Set(
      windows
        .filter(({ values }) => values.some((value, index) => index % 7 === 0 && value === 0))
        .map(({ source }) => Math.floor((Number(source.endsAt) - STARTED_AT) / 1000)),
    );
    expect([...seconds]).toEqual([1]);
  });

  it('[DAT-30] what cannot be used is told: other signals, no camera, still running, nothing known', async () => {
    const given = {
      sessions: [
        session('old', { signal: { name: 'face', version: 1 } }),
        session('blind', { mode: 'events_only' }),
        session('now', { endedAt: null }),
        session('unknown'),
        session('known', { studentId: '' }),
      ],
      factsOf: ({ id }: SessionRecord) =>
        id === 'known'
          ? ({ kind: 'file', facts: { ...NO_FACTS, status: 'disengaged' } } as const)
          : null,
    };
    const { windows, report, by, sources } = await read(given);
    expect(report.problems.map((sentence) => sentence.split(':')[0])).toEqual([
      'old',
      'blind',
      'now',
    ]);
    expect(report.unlabelled).toEqual(['unknown']);
    expect(by).toBe('video');
    expect(new Set(windows.map(({ person, label }) => `${person} ${label}`))).toEqual(
      new Set(['known 0']),
    );
    expect(sources).toHaveLength(1);
    expect((await read({ sessions: [] })).sources).toEqual([]);
  });

  it('[DAT-28] have a hash of what was stored', async () => {
    const hash = async (sessions: SessionRecord[]) => (await read({ sessions })).sources[0]?.sha256;
    const [one, three] = [session('one'), session('three')];
    expect(await hash([one, three])).toBe(await hash([three, one]));
    expect(await hash([one])).not.toBe(await hash([three]));
  });
});
