import type { FileToSave } from '#adapters/files/content.ts';
import { saveFile } from '#adapters/files/save-file.ts';
import { zipped } from '#adapters/files/zip.ts';
import type { SessionArchive } from '#core/ports.ts';
import { exportFileName } from '#core/sessions/file-names.ts';
import type { SessionRecord } from '#core/sessions/records.ts';
import {
  type ExportKind as TableKind,
  exportEverything,
  exportFile,
  exportKindsOf,
  rowsToExport,
} from '#pipelines/export-session.ts';
import type { Actions, ExportKind } from '#ui/actions.ts';
import type { ExportOptions, ExportOutcome } from '#ui/export-outcome.ts';
import { rowProgress } from './row-progress.ts';

const TABLES: Record<Exclude<ExportKind, 'everything_zip'>, TableKind> = {
  features_csv: 'features',
  engagement_csv: 'engagement',
  readings_csv: 'readings',
  levels_csv: 'levels',
  states_csv: 'states',
  behaviour_csv: 'behaviour',
  openface_csv: 'openface',
  events_csv: 'events',
  summary_json: 'summary',
};

export const createExportActions = (archive: SessionArchive): Pick<Actions, 'exportSession'> => ({
  async exportSession(sessionId, kind, options): Promise<ExportOutcome> {
    try {
      const session = await archive.get(sessionId);
      if (session === null) {
        return { kind: 'failed', message: 'This session is no longer on this device.' };
      }
      const file = fileOf(archive, session, kind, options);
      const outcome = await saveFile(file, options.signal);
      return outcome === 'cancelled'
        ? { kind: 'cancelled' }
        : { kind: 'saved', fileName: file.name };
    } catch (error) {
      if (options.signal.aborted) return { kind: 'cancelled' };
      const message = error instanceof Error ? error.message : String(error);
      return { kind: 'failed', message };
    }
  },
});

function fileOf(
  archive: SessionArchive,
  session: SessionRecord,
  kind: ExportKind,
  { signal, onProgress }: ExportOptions,
): FileToSave {
  const tables = kind === 'everything_zip' ? exportKindsOf(session) : [TABLES[kind]];
  const onRows = rowProgress(rowsToExport(session, tables), onProgress);
  if (kind !== 'everything_zip') {
    return exportFile(archive, session, TABLES[kind], { signal, onRows });
  }
  const name = exportFileName('everything', session, 'zip');
  return zipped(name, exportEverything(archive, session, { signal, onRows }), new Date());
}
