import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClassRecordStore } from '#adapters/idb/class-record-store.ts';
import { MIGRATIONS, openDatabase, removeDatabase } from '#adapters/idb/database.ts';
import { SessionStore } from '#adapters/idb/session-store.ts';
import { createClassRecordActions } from '#compose/class-record-actions.ts';
import type { ClassRecordStore } from '#core/live/records/class-record.ts';
import { readClassRecordJson } from '#core/live/records/class-record-json.ts';
import { timestampMs } from '#core/units.ts';
import { createClassRecordsStore } from '#stores/class-records-store.ts';
import { CLASS_STARTED_AT, exampleClassRecord } from '../../support/class-records.ts';
import { chunk, event, session, STARTED_AT } from '../idb/sessions.ts';

let name = '';
let count = 0;
let sessions: SessionStore;
let records: ClassRecordStore;
let downloads: Blob[] = [];

const actionsOn = () => {
  const classRecords = createClassRecordsStore();
  const actions = createClassRecordActions({
    stores: { classRecords },
    archive: sessions,
    records,
  });
  return { actions, state: classRecords.getState };
};
const first = async (): Promise<string> => (await downloads[0]?.text()) ?? '';

async function record(id: string, seconds: number): Promise<void> {
  await sessions.begin(session(id));
  for (let second = 0; second < seconds; second++) await sessions.appendSamples(chunk(id, second));
  await sessions.appendEvents([event(id, 0, 10)]);
}
const end = (id: string): Promise<void> =>
  sessions.end(id, timestampMs(STARTED_AT + 3000), 'stopped');

beforeEach(async () => {
  name = `heed-class-actions-${Date.now()}-${count++}`;
  sessions = await SessionStore.open({ name });
  records = createClassRecordStore({ name });
  downloads = [];
  vi.stubGlobal('showSaveFilePicker', undefined);
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    if (blob instanceof Blob) downloads.push(blob);
    return 'blob:x';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue(undefined);
});
afterEach(async () => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  sessions.close();
  await removeDatabase(name);
});

describe('all sessions of the device as one zip', () => {
  const all = () => ({ signal: new AbortController().signal, onProgress: vi.fn() });

  it('[REC-10] has a folder with the tables and the summary of each that ended, and a README', async () => {
    await record('a', 3);
    await end('a');
    await record('b', 2);
    await end('b');
    await record('running', 1);
    const options = all();
    const outcome = await actionsOn().actions.exportDevice(options);
    expect(outcome).toMatchObject({ kind: 'saved' });
    const files = unzipSync(new Uint8Array(await (downloads[0] ?? new Blob()).arrayBuffer()));
    const names = Object.keys(files);
    const tables = ['features', 'engagement', 'readings', 'events', 'behaviour', 'openface'];
    for (const id of ['a', 'b']) {
      const folder = `student_4_lec_1_${id}`;
      for (const table of tables) expect(names).toContain(`${folder}/${table}_${folder}.csv`);
      expect(names).toContain(`${folder}/summary_${folder}.json`);
    }
    expect(names.join()).not.toContain('running');
    const readme = new TextDecoder().decode(files['README.md']);
    expect(readme).toContain('student_4_lec_1_a');
    expect(readme).toContain('engagement_score');
    const features = new TextDecoder().decode(
      files['student_4_lec_1_a/features_student_4_lec_1_a.csv'],
    );
    expect(features.trimEnd().split('\n')).toHaveLength(1 + 3 * 30);
    expect(options.onProgress).toHaveBeenLastCalledWith(1);
  });

  it('[REC-12] goes on past what is damaged, and says so in the README', async () => {
    await record('a', 3);
    await end('a');
    await record('b', 1);
    await end('b');
    const database = await openDatabase({
      name,
      migrations: MIGRATIONS,
      patienceMs: 1000,
      onWanted: () => undefined,
      onLost: () => undefined,
    });
    await database.put('samples', { ...chunk('a', 1), rowCount: -1 });
    database.close();
    expect(await actionsOn().actions.exportDevice(all())).toMatchObject({ kind: 'saved' });
    const files = unzipSync(new Uint8Array(await (downloads[0] ?? new Blob()).arrayBuffer()));
    const read = (path: string): string => new TextDecoder().decode(files[path]);
    expect(
      read('student_4_lec_1_a/features_student_4_lec_1_a.csv').trimEnd().split('\n'),
    ).toHaveLength(31);
    expect(
      read('student_4_lec_1_b/features_student_4_lec_1_b.csv').trimEnd().split('\n'),
    ).toHaveLength(31);
    expect(read('README.md')).toMatch(
      /student_4_lec_1_a: not whole\. A stored stretch of samples is damaged/,
    );
    expect(read('README.md')).toMatch(/student_4_lec_1_b\n/);
  });

  it('[REC-13] can be cancelled on the way, and then nothing is saved', async () => {
    await record('a', 30);
    await end('a');
    const controller = new AbortController();
    const outcome = await actionsOn().actions.exportDevice({
      signal: controller.signal,
      onProgress: () => {
        controller.abort();
      },
    });
    expect(outcome).toEqual({ kind: 'cancelled' });
    expect(downloads).toEqual([]);
  });

  it('[REC-10] says that there is none where nothing has ended', async () => {
    expect(await actionsOn().actions.exportDevice(all())).toMatchObject({
      kind: 'failed',
      message: expect.stringMatching(/no session/) as string,
    });
  });
});

describe('records before the instructor', () => {
  it('[REC-1] are listed, opened and deleted', async () => {
    const kept = exampleClassRecord();
    await records.put(kept);
    const { actions, state } = actionsOn();
    expect(state().heads).toBeNull();
    await actions.loadClassRecords();
    expect(state().heads?.map(({ id }) => id)).toEqual([kept.id]);
    await actions.loadClassRecord(kept.id);
    expect(state().records[kept.id]).toEqual(kept);
    await actions.loadClassRecord('another');
    expect(state().records['another']).toBeNull();
    expect(await actions.deleteClassRecord(kept.id)).toBe('deleted');
    expect(state().heads).toEqual([]);
    expect(await records.get(kept.id)).toBeNull();
  });

  it('[REC-9] leave as timeline, students and JSON', async () => {
    const kept = exampleClassRecord();
    await records.put(kept);
    const { actions } = actionsOn();
    for (const kind of ['record_json', 'timeline_csv', 'students_csv'] as const) {
      expect(await actions.exportClassRecord(kept.id, kind)).toMatchObject({
        kind: 'saved',
        fileName: expect.stringMatching(
          /^class-.*bio-101_week-3_20261005_093000_000000\.(csv|json)$/,
        ) as string,
      });
    }
    expect(readClassRecordJson(await first())).toEqual(kept);
    expect(await actions.exportClassRecord('gone', 'record_json')).toMatchObject({
      kind: 'failed',
    });
  });

  it('[REC-14] of a course leave in one table, the oldest first, of no other course', async () => {
    await records.put(
      exampleClassRecord({
        id: 'b',
        lectureId: 'week-4',
        startedAt: timestampMs(CLASS_STARTED_AT + 1),
      }),
    );
    await records.put(exampleClassRecord({ id: 'a' }));
    await records.put(exampleClassRecord({ id: 'c', courseId: 'chem-1' }));
    expect(await actionsOn().actions.exportCourse('bio-101')).toEqual({
      kind: 'saved',
      fileName: 'class-timelines_bio-101.csv',
    });
    const lines = (await first()).trimEnd().split('\n');
    expect(lines).toHaveLength(1 + 4 * exampleClassRecord().lecture.length);
    expect(lines[1]).toMatch(/^a,bio-101,week-3,/);
    expect(lines.at(-1)).toMatch(/^b,bio-101,week-4,/);
  });
});
