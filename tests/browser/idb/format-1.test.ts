import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeDatabase } from '#adapters/idb/database.ts';
import { SessionStore } from '#adapters/idb/session-store.ts';
import { at } from '#core/numeric/at.ts';
import { decodeSamples } from '#core/sessions/decode-sample.ts';
import { createTimelineBuilder } from '#core/sessions/timeline.ts';
import { durationMs, timestampMs } from '#core/units.ts';
import { exportEverything } from '#pipelines/export-session.ts';
import { chunk1, EVENTS_1, SAMPLES_1, SESSION_1 } from '../../support/format-1.ts';
import { collected } from './sessions.ts';

let name = '';
let count = 0;

/** The database as version 1 made it, with its session in it, still running. */
async function leaveVersion1Behind(): Promise<void> {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore('sessions', { keyPath: 'id' });
    opening.result.createObjectStore('samples', { keyPath: ['sessionId', 'sequence'] });
    opening.result.createObjectStore('events', { keyPath: ['sessionId', 'sequence'] });
    opening.result.createObjectStore('frames', { keyPath: ['sessionId', 'at', 'name'] });
  };
  const database = await new Promise<IDBDatabase>((resolve) => {
    opening.onsuccess = () => {
      resolve(opening.result);
    };
  });
  const writing = database.transaction(['sessions', 'samples', 'events'], 'readwrite');
  writing.objectStore('sessions').put(SESSION_1);
  writing.objectStore('samples').put(chunk1());
  for (const event of EVENTS_1) writing.objectStore('events').put(event);
  await new Promise((resolve) => {
    writing.oncomplete = resolve;
  });
  database.close();
}

const START = timestampMs(SESSION_1.startedAt);

describe('a session of format 1 in IndexedDB', () => {
  let store: SessionStore;

  beforeEach(async () => {
    name = `heed-format-1-${Date.now()}-${count++}`;
    await leaveVersion1Behind();
    store = await SessionStore.open({ name });
    expect(store.health).toEqual({ kind: 'stored' });
  });
  afterEach(async () => {
    store.close();
    await removeDatabase(name);
  });

  it('[LOG-14] lists and opens, with its timeline and events', async () => {
    expect(await store.list()).toMatchObject([
      {
        id: 'format-1',
        formatVersion: 3,
        meanScore: 59.875,
        reliabilityWeight: null,
        attentionModelId: null,
      },
    ]);
    const [chunk] = await collected(store.samples('format-1'));
    if (chunk === undefined) throw new Error('no chunk');
    expect([...decodeSamples(chunk)]).toEqual(SAMPLES_1);
    expect(await collected(store.events('format-1'))).toEqual(EVENTS_1);
    const timeline = createTimelineBuilder(START, durationMs(1000));
    for (const sample of decodeSamples(chunk)) timeline.add(sample);
    expect(timeline.finish().points).toMatchObject([
      { score: (81.5 + 38.25) / 2 },
      { score: null, reason: 'landmarker_unavailable' },
    ]);
  });

  it('[LOG-14] is closed as recovered where the update found it running, and stays readable', async () => {
    expect(await store.recover()).toMatchObject([
      { id: 'format-1', end: 'recovered', endedAt: START + 1000 },
    ]);
    const [chunk] = await collected(store.samples('format-1'));
    expect(chunk === undefined ? null : [...decodeSamples(chunk)]).toEqual(SAMPLES_1);
    expect(await store.get('format-1')).toMatchObject({ end: 'recovered', sampleCount: 4 });
  });

  it('[LOG-14] exports all its tables', async () => {
    await store.recover();
    const session = await store.get('format-1');
    if (session === null) throw new Error('it is gone');
    const lines: Record<string, number> = {};
    for await (const { name: file, content } of exportEverything(store, session)) {
      const parts = await collected(content);
      lines[at(file.split('_'), 0)] = parts.join('').trimEnd().split('\n').length;
    }
    expect(lines).toMatchObject({ features: 5, engagement: 5, states: 5, openface: 5 });
    expect(lines).toMatchObject({ behaviour: 3 });
    expect(lines['summary']).toBeGreaterThan(20);
  });
});
