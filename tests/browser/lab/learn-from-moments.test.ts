import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchedFiles, heldFiles, readNetworkBundle } from '#adapters/bundles/read-bundle.ts';
import { createBundleStore } from '#adapters/idb/bundle-store.ts';
import { DATABASE_NAME, removeDatabase } from '#adapters/idb/database.ts';
import { createLearnerStore } from '#adapters/idb/learner-store.ts';
import { createMomentStore } from '#adapters/idb/moment-store.ts';
import { SessionStore } from '#adapters/idb/session-store.ts';
import { type LabClient, openLabClient } from '#adapters/worker-clients/lab-client.ts';
import { deployableAs } from '#core/deployments/deployable-as.ts';
import type { NetworkBundle } from '#core/models/model-bundle.ts';
import { at } from '#core/numeric/at.ts';
import { personalBundleFinder } from '#compose/moments/personal-bundle.ts';
import { type Looks, madeSessions, NOISE, REVERSED } from '../../support/moment-sessions.ts';

const WASM = new URL('/wasm/', location.href).href;
const learners = createLearnerStore();
const moments = createMomentStore();
const bundles = createBundleStore();
let parent: NetworkBundle;
let client: LabClient | null = null;

async function answeredBy(studentId: string, looks: Looks): Promise<void> {
  const store = await SessionStore.open();
  for (const { record, chunks, moments: said } of madeSessions(studentId, 8, looks)) {
    await store.begin({ ...record, endedAt: null, end: null, sampleCount: 0 });
    for (const chunk of chunks) await store.appendSamples(chunk);
    await store.end(record.id, record.endedAt ?? record.startedAt, 'stopped');
    for (const moment of said) await moments.put(moment);
  }
  store.close();
  await learners.change(studentId, (learner) => ({ ...learner, optedIn: true }));
}

async function learn(studentId: string) {
  client ??= await openLabClient({ wasmUrl: WASM });
  return client.call('learnFromMoments', { studentId, parent: parent.manifest.id });
}

beforeAll(async () => {
  await removeDatabase(DATABASE_NAME);
  parent = await readNetworkBundle(
    fetchedFiles(new URL('/models/attention-level/', location.href).href),
  );
});
afterAll(async () => {
  client?.close();
  await removeDatabase(DATABASE_NAME);
});

const finder = personalBundleFinder({
  learners,
  bundles,
  shippedId: () => Promise.resolve(parent.manifest.id),
});

describe('learning from answers in the lab’s worker', () => {
  it('[MTS-9] a student who is clearly another than the model thinks gets a model of their own', async () => {
    await answeredBy('turned', REVERSED);
    const outcome = await learn('turned');
    expect(outcome).toMatchObject({
      verdict: 'better',
      parent: parent.manifest.id,
      answers: { distracted: 8, attentive: 8 },
      sessions: 8,
    });
    expect(outcome?.sentences[0]).toBe('The new model is better for this person.');
    expect(outcome?.sentences[2]).toMatch(/could not be compared: there is no data/);

    const learner = await learners.get('turned');
    expect(learner?.outcomes).toEqual([outcome]);
    const id = await finder('turned', 'attention_level', null);
    expect(id).toBe(outcome?.adopted);
    const stored = await bundles.get(id ?? '');
    expect(stored?.origin).toBe('personal');
    const own = await readNetworkBundle(heldFiles(stored?.files ?? new Map()));
    expect(deployableAs(own.manifest)).toEqual({ kind: 'live', model: 'attention_level' });
    expect(own.manifest.parent).toBe(parent.manifest.id);

    // The last layers alone were trained; calibration and thresholds are the parent's.
    const changed = own.weights.flatMap(({ spec, values }, index) =>
      values.every((value, i) => value === at(parent.weights, index).values[i]) ? [] : [spec.name],
    );
    expect(changed.length).toBeGreaterThan(0);
    for (const name of changed) expect(name).toMatch(/^dense_/);
    expect(own.manifest.calibration).toEqual(parent.manifest.calibration);
    expect(own.manifest.abstention).toEqual(parent.manifest.abstention);
    expect(own.manifest.scaler).toEqual(parent.manifest.scaler);

    // It is not due again, not theirs who did not answer, and not used under another parent.
    expect(await learn('turned')).toBeNull();
    expect(await finder('somebody', 'attention_level', null)).toBeNull();
    expect(await finder('turned', 'attention_level', 'the-course’s-other')).toBeNull();
    expect(await finder('turned', 'learning_states', null)).toBeNull();
  });

  it('[MTS-9] answers that looks say nothing of teach nothing, and the model stays', async () => {
    await answeredBy('noisy', NOISE);
    const outcome = await learn('noisy');
    expect(outcome?.verdict).not.toBe('better');
    expect(outcome?.adopted).toBeNull();
    expect((await learners.get('noisy'))?.outcomes).toEqual([outcome]);
    expect(await finder('noisy', 'attention_level', null)).toBeNull();
  });

  it('[MTS-8] a worker that is ended amid it leaves nothing behind', async () => {
    const earlier = (await bundles.list()).heads.length;
    await answeredBy('stopped', REVERSED);
    const learning = learn('stopped');
    client?.close();
    client = null;
    await expect(learning).rejects.toMatchObject({ code: 'worker_failed' });
    expect((await learners.get('stopped'))?.outcomes).toEqual([]);
    expect((await bundles.list()).heads).toHaveLength(earlier);
  });

  it('[MTS-12] whoever had themselves forgotten is not brought back', async () => {
    await moments.forget('turned');
    await learners.delete('turned');
    expect(await learn('turned')).toBeNull();
    expect((await learners.list()).map(({ studentId }) => studentId)).not.toContain('turned');
  });
});
