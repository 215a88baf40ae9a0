import type { ClassRoom } from '#core/live/class-room.ts';
import type { ExportOptions, ExportOutcome } from './export-outcome.ts';

/** What a broker wants to know of whoever comes. */
export interface ClassLogin {
  /** null where a join code is all there is: then the session gets a pseudonym as its user. */
  readonly user: string | null;
  /** Password, token or join code. */
  readonly secret: string;
}

export type ClassExportKind = 'timeline_csv' | 'students_csv' | 'record_json';

/** What an instructor can ask for. Outcomes appear in the stores, and none of these rejects. */
export interface ClassActions {
  /** Shows the class from now on, and keeps a record of what it showed. */
  readonly openClass: (room: ClassRoom, login: ClassLogin | null) => void;
  /** Ends the record. */
  readonly closeClass: () => Promise<void>;
  readonly loadClassRecords: () => Promise<void>;
  readonly loadClassRecord: (id: string) => Promise<void>;
  readonly deleteClassRecord: (id: string) => Promise<'deleted' | 'failed'>;
  readonly exportClassRecord: (id: string, kind: ClassExportKind) => Promise<ExportOutcome>;
  /** Timelines of all lectures of a course in one table. */
  readonly exportCourse: (courseId: string) => Promise<ExportOutcome>;
  /** Every session of this device in one zip. */
  readonly exportDevice: (options: ExportOptions) => Promise<ExportOutcome>;
}
