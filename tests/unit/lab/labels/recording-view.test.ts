import { describe, expect, it } from 'vitest';
import { zipSync } from 'fflate';
import { unzip } from '#adapters/files/unzip.ts';
import { drawnCurve } from '#core/lab/labels/curves.ts';
import { timestampMs } from '#core/units.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import type { LabelTrack } from '#core/lab/label-track.ts';
import type { LabSource } from '#core/lab/lab-source.ts';
import { decodeSamples } from '#core/sessions/decode-sample.ts';
import type { SessionRecord } from '#core/sessions/records.ts';
import { featureIndex } from '#core/signals/face-signal.ts';
import { memoryContent } from '#pipelines/dataset/memory-content.ts';
import { FRAME_CURVES, sessionFrames } from '#pipelines/lab/recording-frames.ts';
import {
  openRecording,
  recordingList,
  type RecordingStores,
} from '#pipelines/lab/recording-list.ts';
import { chunk, session } from '../../../browser/idb/sessions.ts';
import { featuresCsv } from '../../../support/features-csv.ts';

const sha256 = () => Promise.resolve('00');
const SORT = { unzip, sha256 };
const bytes = (text: string) => new TextEncoder().encode(text).slice();
const content = (name: string, text: string) => memoryContent(name, bytes(text), sha256);

const CSV = featuresCsv({
  rows: 900,
  seed: 4,
  time: (row) => 2 + row / 25,
  absent: (row) => row >= 300 && row < 330,
});
const STILLS = featuresCsv({ rows: 5, seed: 4 });
const ended = (id: string, over: Partial<SessionRecord> = {}): SessionRecord => ({
  ...session(id),
  endedAt: timestampMs(session(id).startedAt + 3000),
  end: 'stopped',
  ...over,
});

const head = { formatVersion: 1, addedAt: 0, licence: '', used: true } as const;
const SOURCES: readonly LabSource[] = [
  { ...head, kind: 'files', id: 'f', name: 'Dropped' },
  { ...head, kind: 'sessions', id: 's', name: 'Own', sessionIds: ['a', 'b', 'gone'] },
  { ...head, kind: 'sessions', id: 'u', name: 'Unused', sessionIds: ['c'], used: false },
];

function storesOf(tracks: readonly LabelTrack[] = []): RecordingStores {
  const zip = zipSync({ 'in/inner.csv': bytes(CSV) });
  const files = [
    content('one.csv', CSV),
    content('stills.csv', STILLS),
    content('labels.csv', 'frame_index,label\n0,a\n'),
    content('broken.csv', 'AU01_r,gaze_angle_x\n1,2\n'),
    memoryContent('set.zip', zip.slice(), sha256),
  ];
  const records = new Map([
    ['a', ended('a')],
    ['b', ended('b', { mode: 'events_only' })],
    ['c', ended('c')],
  ]);
  return {
    sources: {
      list: () => Promise.resolve({ items: SOURCES, unreadable: ['A source is damaged.'] }),
    },
    files: { contents: (id) => Promise.resolve(id === 'f' ? files : []) },
    labels: { list: () => Promise.resolve({ items: tracks, unreadable: [] }) },
    archive: {
      get: (id) => Promise.resolve(records.get(id) ?? null),
      async *samples(id) {
        await Promise.resolve();
        for (let second = 0; second < 3; second++) yield chunk(id, second);
      },
    },
  };
}

describe('recordings to be labelled', () => {
  it('[LBL-15] are those of the sources in use, with their length and how much is labelled', async () => {
    const span = (from: number, to: number, word: string) => ({
      from: timestampMs(from),
      to: timestampMs(to),
      word,
    });
    const track: LabelTrack = {
      recording: 'f/one.csv',
      formatVersion: 1,
      spans: [span(2000, 5000, 'a'), span(6000, 10_000, 'b'), span(11_000, 13_000, 'a')],
      updatedAt: 0,
    };
    const { recordings, problems } = await recordingList(storesOf([track]), SORT);
    expect(recordings.map(({ recording }) => recording)).toEqual([
      'f/broken.csv',
      'f/one.csv',
      'f/set.zip/in/inner.csv',
      'f/stills.csv',
      'session/a',
    ]);
    const known = new Map(recordings.map((one) => [one.recording, one]));
    expect(known.get('f/one.csv')).toMatchObject({ spans: 3, labelled: 9000, source: 'Dropped' });
    expect(known.get('f/one.csv')?.words).toEqual([
      ['a', 5000],
      ['b', 4000],
    ]);
    expect(known.get('f/one.csv')?.length).toBeCloseTo((899 / 25) * 1000, -1);
    expect(known.get('f/set.zip/in/inner.csv')?.length).toBeCloseTo((899 / 25) * 1000, -1);
    expect(known.get('session/a')).toMatchObject({ length: 3000, spans: 0 });
    expect(known.get('f/stills.csv')?.length).toBeNull();
    expect(known.get('f/broken.csv')?.length).toBeNull();
    expect(problems).toHaveLength(3);
    expect(problems.join(' ')).toMatch(
      /source is damaged.*without a camera.*gone is not in this browser/,
    );
  });

  it('[LBL-16] show a session’s samples at their moments, with the score, the face and the lecture’s time', async () => {
    const { view, values } = await openRecording(storesOf(), SORT, 'session/a');
    const samples = [0, 1, 2].flatMap((second) => [...decodeSamples(chunk('a', second))]);
    expect([...view.times]).toEqual(samples.map(({ at }) => at));
    expect([...(view.lecture ?? [])]).toEqual(samples.map(({ lectureTime }) => lectureTime));
    const column = (name: (typeof FRAME_CURVES)[number]) =>
      samples.map((_, row) => values.rows[row * values.width + FRAME_CURVES.indexOf(name)]);
    expect(column('score')).toEqual(samples.map(({ engagement }) => engagement.score));
    expect(column('face')).toEqual(samples.map(() => 1));
    expect(column('pose_Ry')).toEqual(
      samples.map(({ observation }) =>
        observation.kind === 'face' ? observation.features[featureIndex('pose_Ry')] : null,
      ),
    );
    expect(view.curves).toHaveLength(24);
  });

  it('[LBL-16] show a features file on its own time, a row without a face as a gap', async () => {
    for (const key of ['f/one.csv', 'f/set.zip/in/inner.csv']) {
      const { view, values } = await openRecording(storesOf(), SORT, key);
      expect(view).toMatchObject({ recording: key, kind: 'file', lecture: null });
      expect(view.times).toHaveLength(900);
      expect(view.times[0]).toBe(2000);
      expect(view.curves.map(({ name }) => name)).not.toContain('score');
      const whole = { from: timestampMs(1980), to: timestampMs(37_980) };
      const face = drawnCurve(values, FRAME_CURVES.indexOf('face'), whole, 900);
      const gone = [...face.high].flatMap((high, part) => (high === 0 ? [part] : []));
      expect(gone).toEqual(Array.from({ length: 30 }, (_, row) => 300 + row));
      const AU01 = drawnCurve(values, FRAME_CURVES.indexOf('AU01'), whole, 900);
      expect([...AU01.high].flatMap((high, part) => (Number.isNaN(high) ? [part] : []))).toEqual(
        gone,
      );
    }
  });

  it.each([
    ['f/stills.csv', /set of still pictures/],
    ['f/nothing.csv', /not among the recordings/],
    ['f/broken.csv', /broken.csv, line 1/],
    ['session/b', /without a camera/],
    ['session/gone', /not in this browser any more/],
    ['nonsense', /no recording at this address/],
  ])('[LBL-17] that cannot be shown say why: %s', async (key, why) => {
    await expect(openRecording(storesOf(), SORT, key)).rejects.toThrow(why);
  });

  it('[LBL-17] of a session with no samples say so', async () => {
    const empty = {
      async *samples() {
        await Promise.resolve();
        yield* [];
      },
    };
    await expect(sessionFrames(empty, ended('a'))).rejects.toThrow(/Nothing was recorded/);
  });
});

describe('curves in parts', () => {
  it('[LBL-18] drop no peak, and are as by looking at every value', () => {
    const random = seededRandom(11);
    for (let round = 0; round < 60; round++) {
      const count = 1 + Math.floor(random() * 400);
      let time = 0;
      const times = Float64Array.from({ length: count }, () => (time += 1 + 60 * random()));
      const rows = Float32Array.from({ length: count * 2 }, () =>
        random() < 0.2 ? Number.NaN : random() * 10 - 5,
      );
      const from = random() * time;
      const to = from + 1 + random() * time;
      const parts = 1 + Math.floor(random() * 50);
      const stretch = { from: timestampMs(from), to: timestampMs(to) };
      const { low, high } = drawnCurve({ times, rows, width: 2 }, 1, stretch, parts);
      const naive = Array.from({ length: parts }, (): number[] => []);
      times.forEach((moment, frame) => {
        const value = rows[frame * 2 + 1] ?? Number.NaN;
        if (moment < from || moment >= to || Number.isNaN(value)) return;
        naive[Math.min(parts - 1, Math.floor((moment - from) * (parts / (to - from))))]?.push(
          value,
        );
      });
      expect([...low]).toEqual(
        naive.map((all) => (all.length === 0 ? Number.NaN : Math.min(...all))),
      );
      expect([...high]).toEqual(
        naive.map((all) => (all.length === 0 ? Number.NaN : Math.max(...all))),
      );
    }
  });
});
