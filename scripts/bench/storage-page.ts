/** The page of the storage bench: records an hour of samples, then exports it. */
import { inBlobs } from '../../src/adapters/files/content.ts';
import { zipped } from '../../src/adapters/files/zip.ts';
import { SessionStore } from '../../src/adapters/idb/session-store.ts';
import { seededRandom } from '../../src/core/numeric/seeded-random.ts';
import {
  SESSION_FORMAT_VERSION,
  type SampleChunk,
  type SessionRecord,
} from '../../src/core/sessions/records.ts';
import { SAMPLE_COLUMN_COUNT } from '../../src/core/sessions/sample-layout.ts';
import { encodeSample } from '../../src/core/sessions/encode-sample.ts';
import { FACE_FEATURE_COUNT } from '../../src/core/signals/face-signal.ts';
import {
  durationMs,
  lectureTimeS,
  probability,
  radians,
  score,
  timestampMs,
} from '../../src/core/units.ts';
import {
  exportEverything,
  exportFile,
  type ExportKind,
} from '../../src/pipelines/export-session.ts';

export interface StorageRun {
  /** Of each append of one second, in milliseconds. */
  readonly appendMs: readonly number[];
  readonly payloadBytes: number;
  /** What the browser says is used afterwards; null where it doesn't say. */
  readonly usedBytes: number | null;
}

export interface ExportRun {
  readonly ms: number;
  readonly bytes: number;
}

export interface StoragePage {
  readonly storagePage: {
    record(seconds: number): Promise<StorageRun>;
    export(kind: ExportKind | 'everything'): Promise<ExportRun>;
  };
}

const RATE = 30;
const STARTED_AT = timestampMs(Date.UTC(2026, 0, 5, 8));
const noise = seededRandom(30);

/** One second of a face whose every number moves, as a camera's noise makes it: nothing repeats. */
function second(index: number): SampleChunk {
  const startedAt = timestampMs(STARTED_AT + index * 1000);
  const rows = new Float32Array(RATE * SAMPLE_COLUMN_COUNT);
  for (let row = 0; row < RATE; row++) {
    const at = timestampMs(startedAt + (row * 1000) / RATE);
    const states = [noise(), noise(), noise(), noise()].map((state) => probability(state / 4));
    encodeSample(
      {
        at,
        lectureTime: lectureTimeS((at - STARTED_AT) / 1000),
        observation: {
          kind: 'face',
          capturedAt: at,
          features: Float32Array.from({ length: FACE_FEATURE_COUNT }, noise),
          gaze0: { x: noise(), y: noise(), z: -noise() },
          gaze1: { x: noise(), y: noise(), z: -noise() },
          position: { x: noise() * 50, y: noise() * 50, z: 600 + noise() * 50 },
          confidence: probability(noise()),
          quality: probability(noise()),
          faceCount: 1,
          issues: [],
          person: 0,
          baselineShift: noise(),
        },
        engagement: {
          score: score(noise() * 100),
          status: 'engaged',
          reason: null,
          perclos: probability(noise()),
          blinkRate: noise() * 20,
          drowsiness: probability(noise()),
        },
        prediction: { kind: 'predicted', at, probabilities: states },
        attention: { kind: 'predicted', at, probabilities: states.slice(0, 3) },
        body: {
          kind: 'body',
          capturedAt: at,
          shoulderTilt: radians(noise()),
          lean: noise(),
          slouch: noise(),
          handOnFace: noise() < 0.5,
          handRaised: noise() < 0.5,
          motion: noise(),
        },
        gazeOnScreen: probability(noise()),
      },
      startedAt,
      rows,
      row,
    );
  }
  return {
    sessionId: 'bench',
    sequence: index,
    startedAt,
    rowCount: RATE,
    meanScore: null,
    reliabilityWeight: null,
    rows,
  };
}

const SESSION: SessionRecord = {
  id: 'bench',
  formatVersion: SESSION_FORMAT_VERSION,
  studentId: 'student',
  lectureId: 'lecture',
  courseId: 'course',
  signal: { name: 'face', version: 1 },
  mode: 'learning_states',
  startedAt: STARTED_AT,
  endedAt: null,
  end: null,
  sampleCount: 0,
  eventCount: 0,
  meanScore: null,
  reliabilityWeight: null,
  modelId: 'bench',
  attentionModelId: 'bench-attention',
};

const store = await SessionStore.open();

async function record(seconds: number): Promise<StorageRun> {
  await store.begin(SESSION);
  const appendMs: number[] = [];
  let payloadBytes = 0;
  for (let index = 0; index < seconds; index++) {
    const chunk = second(index);
    const before = performance.now();
    await store.appendSamples(chunk);
    appendMs.push(performance.now() - before);
    payloadBytes += chunk.rows.byteLength;
  }
  await store.end('bench', timestampMs(STARTED_AT + durationMs(seconds * 1000)), 'stopped');
  if (store.health.kind !== 'stored') throw new Error(`not stored: ${store.health.reason}`);
  const { usage } = await navigator.storage.estimate();
  return { appendMs, payloadBytes, usedBytes: usage ?? null };
}

/** Into a file of the origin's own, which is on the disk as a chosen file is. */
async function exported(kind: ExportKind | 'everything'): Promise<ExportRun> {
  const session = await store.get('bench');
  if (session === null) throw new Error('nothing was recorded');
  const { content } =
    kind === 'everything'
      ? zipped('all.zip', exportEverything(store, session), new Date())
      : exportFile(store, session, kind);
  const folder = await navigator.storage.getDirectory();
  const handle = await folder.getFileHandle(`bench-${kind}`, { create: true });
  const before = performance.now();
  const stream = await handle.createWritable();
  for await (const blob of inBlobs(content)) await stream.write(blob);
  await stream.close();
  const ms = performance.now() - before;
  const bytes = (await handle.getFile()).size;
  await folder.removeEntry(`bench-${kind}`);
  return { ms, bytes };
}

const page: StoragePage['storagePage'] = { record, export: exported };
Object.assign(globalThis, { storagePage: page });
