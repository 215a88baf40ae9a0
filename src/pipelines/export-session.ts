import { OPENFACE } from '#core/csv/openface.ts';
import { SMART_LMS_FEATURES } from '#core/csv/smart-lms-features.ts';
import { exportFileName } from '#core/sessions/file-names.ts';
import type { SessionRecord } from '#core/sessions/records.ts';
import {
  behaviourTable,
  engagementTable,
  type ExportOptions,
  type ExportSource,
  featureTable,
  framePath,
  levelsTable,
  readingsTable,
  seenEventTable,
  statesTable,
  summaryJson,
} from './export-tables.ts';

export const EXPORT_KINDS = [
  'features',
  'engagement',
  'readings',
  'levels',
  'states',
  'events',
  'behaviour',
  'openface',
  'summary',
] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

const WITHOUT_CAMERA: readonly ExportKind[] = ['behaviour', 'summary'];

/**
 * What there is to export of a session: learning states only where they were chosen, attention
 * levels only where a model gave them, and without a camera what was done alone.
 */
export const exportKindsOf = ({
  mode,
  attentionModelId,
}: Pick<SessionRecord, 'mode' | 'attentionModelId'>): readonly ExportKind[] =>
  EXPORT_KINDS.filter((kind) => {
    if (mode === 'events_only') return WITHOUT_CAMERA.includes(kind);
    if (kind === 'levels') return attentionModelId !== null;
    return kind !== 'states' || mode === 'learning_states';
  });

/** Something to be saved; its content is made while it is read, and can be read once. */
export interface ExportFile {
  readonly name: string;
  readonly mime: string;
  readonly content: AsyncIterable<string | Uint8Array>;
}

/** How many rows an export reads: what `onRows` adds up to. */
export function rowsToExport(session: SessionRecord, kinds: readonly ExportKind[]): number {
  const rows: Record<ExportKind, number> = {
    features: session.sampleCount,
    engagement: session.sampleCount,
    readings: session.sampleCount,
    openface: session.sampleCount,
    levels: session.sampleCount,
    states: session.sampleCount,
    events: session.eventCount,
    behaviour: session.eventCount,
    summary: session.sampleCount + session.eventCount,
  };
  return kinds.reduce((total, kind) => total + rows[kind], 0);
}

/** One of the exports. */
export function exportFile(
  archive: ExportSource,
  session: SessionRecord,
  kind: ExportKind,
  options: ExportOptions = {},
): ExportFile {
  const csv = (content: AsyncIterable<string>): ExportFile => ({
    name: exportFileName(kind, session, 'csv'),
    mime: 'text/csv',
    content,
  });
  switch (kind) {
    case 'features':
      return csv(featureTable(archive, session, SMART_LMS_FEATURES, options));
    case 'openface':
      return csv(featureTable(archive, session, OPENFACE, options));
    case 'engagement':
      return csv(engagementTable(archive, session, options));
    case 'readings':
      return csv(readingsTable(archive, session, options));
    case 'levels':
      return csv(levelsTable(archive, session, options));
    case 'states':
      return csv(statesTable(archive, session, options));
    case 'events':
      return csv(seenEventTable(archive, session, options));
    case 'behaviour':
      return csv(behaviourTable(archive, session, options));
    case 'summary':
      return {
        name: exportFileName(kind, session, 'json'),
        mime: 'application/json',
        content: summaryJson(archive, session, options),
      };
  }
}

/** All of them and the kept pictures, one after another, for an archive file. */
export async function* exportEverything(
  archive: ExportSource,
  session: SessionRecord,
  options: ExportOptions = {},
): AsyncGenerator<ExportFile> {
  for (const kind of exportKindsOf(session)) yield exportFile(archive, session, kind, options);
  for await (const { name, jpeg } of archive.frames(session.id)) {
    options.signal?.throwIfAborted();
    yield { name: framePath(name), mime: 'image/jpeg', content: once(jpeg) };
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- a stream of one
async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
