import type { FileToSave } from '#adapters/files/content.ts';
import { saveFile } from '#adapters/files/save-file.ts';
import { zipped } from '#adapters/files/zip.ts';
import { pageClock } from '#adapters/page/page-clock.ts';
import type { ClassRecordStore } from '#core/live/records/class-record.ts';
import type { SessionArchive } from '#core/ports.ts';
import { deviceFileName } from '#core/sessions/file-names.ts';
import { classFile, type ClassTable, courseFile } from '#pipelines/export-class.ts';
import { exportDevice, rowsOfDevice } from '#pipelines/export-device.ts';
import { problem } from '#stores/problem.ts';
import type { Stores } from '#stores/stores.ts';
import type { Actions } from '#ui/actions.ts';
import type { ExportOutcome } from '#ui/export-outcome.ts';
import type { ClassExportKind } from '#ui/class-actions.ts';
import { rowProgress } from './row-progress.ts';

interface ClassRecordActionDeps {
  readonly stores: Pick<Stores, 'classRecords'>;
  readonly archive: SessionArchive;
  readonly records: ClassRecordStore;
}

type ClassRecordActions = Pick<
  Actions,
  | 'loadClassRecords'
  | 'loadClassRecord'
  | 'deleteClassRecord'
  | 'exportClassRecord'
  | 'exportCourse'
  | 'exportDevice'
>;

const TABLES: Record<ClassExportKind, ClassTable> = {
  timeline_csv: 'timeline',
  students_csv: 'students',
  record_json: 'record',
};

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** Saves what `make` gives; never rejects. */
async function saved(
  make: () => Promise<FileToSave | string>,
  signal?: AbortSignal,
): Promise<ExportOutcome> {
  try {
    const file = await make();
    if (typeof file === 'string') return { kind: 'failed', message: file };
    const outcome = await saveFile(file, signal);
    return outcome === 'cancelled' ? { kind: 'cancelled' } : { kind: 'saved', fileName: file.name };
  } catch (error) {
    if (signal?.aborted === true) return { kind: 'cancelled' };
    return { kind: 'failed', message: messageOf(error) };
  }
}

export function createClassRecordActions({
  stores: { classRecords },
  archive,
  records,
}: ClassRecordActionDeps): ClassRecordActions {
  const failed = (error: unknown): void => {
    classRecords.setState({ problem: problem('storage_failed', messageOf(error)) });
  };

  return {
    async loadClassRecords() {
      try {
        classRecords.setState({ ...(await records.list()), problem: null });
      } catch (error) {
        failed(error);
      }
    },
    async loadClassRecord(id) {
      try {
        const record = await records.get(id);
        classRecords.setState((state) => ({ records: { ...state.records, [id]: record } }));
      } catch (error) {
        failed(error);
      }
    },
    async deleteClassRecord(id) {
      try {
        await records.delete(id);
        classRecords.setState((state) => ({
          heads: state.heads?.filter((head) => head.id !== id) ?? null,
          records: { ...state.records, [id]: null },
        }));
        return 'deleted';
      } catch (error) {
        failed(error);
        return 'failed';
      }
    },
    exportClassRecord: (id, kind) =>
      saved(async () => {
        const record = await records.get(id);
        if (record === null) return 'This record is not on this device, or cannot be read.';
        return classFile(record, TABLES[kind]);
      }),
    exportCourse: (courseId) =>
      saved(async () => courseFile(records, courseId, (await records.list()).heads)),
    exportDevice: ({ signal, onProgress }) =>
      saved(async () => {
        const all = await archive.list();
        // A table of a session that runs would end elsewhere than the next one.
        const ended = all.filter(({ endedAt }) => endedAt !== null);
        if (ended.length === 0) return 'There is no session on this device that has ended.';
        const onRows = rowProgress(rowsOfDevice(ended), onProgress);
        const files = exportDevice(archive, ended, { signal, onRows });
        return zipped(deviceFileName(pageClock()), files, new Date());
      }, signal),
  };
}
