import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCheckpointStore } from '#adapters/idb/checkpoint-store.ts';
import { MIGRATIONS, openDatabase, removeDatabase } from '#adapters/idb/database.ts';
import { createProfileStore } from '#adapters/idb/profile-store.ts';
import {
  openTrainingClient,
  type TrainingClient,
} from '#adapters/worker-clients/training-client.ts';
import type { CheckpointStore } from '#core/models/training.ts';
import { exampleProfile } from '../../support/profiles.ts';
import { checkpointAfter, job, TRAINED_SHA256, weightHash } from '../../support/training-jobs.ts';

let name = '';
let count = 0;
const said: string[] = [];
const clients: TrainingClient[] = [];

const opened = (): CheckpointStore =>
  createCheckpointStore({ name, onTrouble: (why) => said.push(why) });
const withVersion = (migrations: typeof MIGRATIONS) =>
  openDatabase({
    name,
    migrations,
    patienceMs: 1000,
    onWanted: () => undefined,
    onLost: () => undefined,
  });

beforeEach(() => {
  name = `heed-checkpoints-${Date.now()}-${count++}`;
  said.length = 0;
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await removeDatabase(name);
});

async function trainer(): Promise<TrainingClient> {
  const client = await openTrainingClient({ wasmUrl: new URL('/wasm/', location.href).href });
  clients.push(client);
  return client;
}

describe('checkpoints in IndexedDB', () => {
  it('[TRN-10] come back as they were, the newest of each training', async () => {
    const store = opened();
    await store.save(checkpointAfter(1));
    await store.save(checkpointAfter(2));
    await store.save(checkpointAfter(1, 'another job'));
    expect(await opened().load('a job')).toEqual(checkpointAfter(2));
    await opened().clear('a job');
    expect(await opened().load('a job')).toBeNull();
    expect(await opened().load('another job')).toEqual(checkpointAfter(1, 'another job'));
    expect(said).toEqual([]);
  });

  it('[TRN-4] outlive the tab: a killed training goes on and ends with the same weights', async () => {
    const first = await trainer();
    const store = opened();
    const killed = first.train(
      job({
        onCheckpoint: (checkpoint) => store.save(checkpoint),
        onEpoch: ({ number }) => {
          if (number === 3) first.close();
        },
      }),
    );
    await expect(killed).rejects.toMatchObject({ fault: 'lost' });
    const kept = await opened().load('a job');
    expect(kept?.history).toHaveLength(2);
    const second = await trainer();
    const network = await second.train(job({ resumeFrom: kept ?? undefined }));
    expect(network.history).toHaveLength(4);
    expect(await weightHash(network)).toBe(TRAINED_SHA256);
  });

  it('[TRN-10] that are damaged are refused with a word, and replaced by the next', async () => {
    const database = await withVersion(MIGRATIONS);
    await database.put('checkpoints', {
      ...checkpointAfter(1),
      format: 'heed-training-checkpoint',
      formatVersion: 1,
      weights: new ArrayBuffer(7),
    });
    database.close();
    const store = opened();
    expect(await store.load('a job')).toBeNull();
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/weights.*anew/);
    await store.save(checkpointAfter(2));
    expect(await store.load('a job')).toEqual(checkpointAfter(2));
  });

  it('[TRN-21] a database of the version before is upgraded and keeps what it held', async () => {
    const profile = exampleProfile();
    const before = await withVersion(MIGRATIONS.slice(0, 2));
    expect([...before.objectStoreNames]).not.toContain('checkpoints');
    before.close();
    await createProfileStore({ name }).put(profile);
    const store = opened();
    await store.save(checkpointAfter(1));
    expect(await store.load('a job')).toEqual(checkpointAfter(1));
    expect(await createProfileStore({ name }).get(profile.studentId, profile.camera)).toEqual(
      profile,
    );
    const after = await withVersion(MIGRATIONS);
    expect(after.version).toBe(MIGRATIONS.length);
    after.close();
  });

  it('[TRN-21] where nothing can be stored, training is told and goes on', async () => {
    const newer = await withVersion([...MIGRATIONS, () => undefined]);
    newer.close();
    const store = opened();
    await store.save(checkpointAfter(1));
    expect(await store.load('a job')).toBeNull();
    expect(said[0]).toMatch(/epoch 1 was not kept; training goes on/);
    expect(said[1]).toContain('anew');
  });
});
