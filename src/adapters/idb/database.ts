import { deleteDB, openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb';
import type {
  KeptFrame,
  SampleChunk,
  SessionEvent,
  SessionRecord,
} from '#core/sessions/records.ts';
import type { ClassRecord } from '#core/live/records/class-record.ts';
import type { CourseModel } from '#core/deployments/course-model.ts';
import type { StoredBundle } from '#core/deployments/stored-bundle.ts';
import type { Clip, ClipPart } from '#core/lab/clip.ts';
import type { LabelTrack } from '#core/lab/label-track.ts';
import type { LabRun } from '#core/lab/lab-run.ts';
import type { LabSource } from '#core/lab/lab-source.ts';
import type { QueueAnswer } from '#core/lab/queue/queue-answer.ts';
import type { AnsweredMoment } from '#core/moments/answered-moment.ts';
import type { Learner } from '#core/moments/learner.ts';
import type { StoredProfile } from '#core/profile/stored-profile.ts';
import type { StoredCheckpoint } from '#core/training/checkpoint-format.ts';
import {
  BlockedUpgradeError,
  SlowStorageError,
  storageError,
  type StorageError,
} from './storage-error.ts';

/** A file of the lab as the browser keeps it. */
export interface LabFileRow {
  readonly sourceId: string;
  readonly name: string;
  readonly content: Blob;
}
/** What opens a file or, where `name` is empty, the source's folder again. */
export interface LabHandleRow {
  readonly sourceId: string;
  readonly name: string;
  readonly handle: FileSystemHandle;
}

/** The database as a type. Keys sort by session, then by time. */
export interface HeedSchema extends DBSchema {
  sessions: { key: string; value: SessionRecord };
  /** Key: session id, sequence. */
  samples: { key: [string, number]; value: SampleChunk };
  /** Key: session id, sequence. */
  events: { key: [string, number]; value: SessionEvent };
  /** Key: session id, time, name. */
  frames: { key: [string, number, string]; value: KeptFrame };
  /** Key: student id, camera. */
  profiles: { key: [string, string]; value: StoredProfile };
  /** Key: the training's fingerprint. */
  checkpoints: { key: string; value: StoredCheckpoint };
  /** Records of classes; an instructor's. */
  classRecords: { key: string; value: ClassRecord };
  labSources: { key: string; value: LabSource };
  /** Key: source id, name. */
  labFiles: { key: [string, string]; value: LabFileRow };
  /** Key: source id, name. */
  labHandles: { key: [string, string]; value: LabHandleRow };
  /** Key: source id, name. */
  labClips: { key: [string, string]; value: Clip };
  /** Key: source id, name, sequence. */
  labClipParts: { key: [string, string, number]; value: ClipPart };
  /** Key: recording. */
  labLabels: { key: string; value: LabelTrack };
  labRuns: { key: string; value: LabRun };
  bundles: { key: string; value: StoredBundle };
  /** Key: course id, model. */
  courseModels: { key: [string, string]; value: CourseModel };
  /** Key: student id, session id, time. */
  moments: { key: [string, string, number]; value: AnsweredMoment };
  /** Key: student id. */
  learners: { key: string; value: Learner };
  /** Key: recording, start of the stretch. */
  queueAnswers: { key: [string, number]; value: QueueAnswer };
}

export type HeedDatabase = IDBPDatabase<HeedSchema>;
export type StoreName =
  | ('sessions' | 'samples' | 'events' | 'frames' | 'profiles' | 'checkpoints' | 'classRecords')
  | ('labSources' | 'labFiles' | 'labHandles' | 'labClips' | 'labClipParts' | 'labLabels')
  | ('labRuns' | 'bundles' | 'courseModels' | 'moments' | 'learners' | 'queueAnswers');
export type HeedTransaction = IDBPTransaction<HeedSchema, StoreName[], 'readwrite'>;
type Upgrade = IDBPTransaction<HeedSchema, StoreName[], 'versionchange'>;

export type Migration = (database: HeedDatabase, upgrade: Upgrade) => void;

/** The entry at index n turns version n into n + 1. Entries are added, never changed. */
export const MIGRATIONS: readonly Migration[] = [
  (database) => {
    database.createObjectStore('sessions', { keyPath: 'id' });
    database.createObjectStore('samples', { keyPath: ['sessionId', 'sequence'] });
    database.createObjectStore('events', { keyPath: ['sessionId', 'sequence'] });
    database.createObjectStore('frames', { keyPath: ['sessionId', 'at', 'name'] });
  },
  (database) => {
    database.createObjectStore('profiles', { keyPath: ['studentId', 'camera'] });
  },
  (database) => {
    database.createObjectStore('checkpoints', { keyPath: 'fingerprint' });
  },
  (database) => {
    database.createObjectStore('classRecords', { keyPath: 'id' });
  },
  (database) => {
    database.createObjectStore('labSources', { keyPath: 'id' });
    database.createObjectStore('labFiles', { keyPath: ['sourceId', 'name'] });
    database.createObjectStore('labHandles', { keyPath: ['sourceId', 'name'] });
    database.createObjectStore('labClips', { keyPath: ['sourceId', 'name'] });
    database.createObjectStore('labClipParts', { keyPath: ['sourceId', 'name', 'sequence'] });
    database.createObjectStore('labLabels', { keyPath: 'recording' });
    database.createObjectStore('labRuns', { keyPath: 'id' });
    database.createObjectStore('bundles', { keyPath: 'id' });
    database.createObjectStore('courseModels', { keyPath: ['courseId', 'model'] });
    database.createObjectStore('moments', { keyPath: ['studentId', 'sessionId', 'at'] });
  },
  (database) => {
    database.createObjectStore('learners', { keyPath: 'studentId' });
  },
  (database) => {
    database.createObjectStore('queueAnswers', { keyPath: ['recording', 'from'] });
  },
];

export const DATABASE_NAME = 'heed';

export interface OpenOptions {
  readonly name: string;
  readonly migrations: readonly Migration[];
  /** How long another tab may take to let an older version go. */
  readonly patienceMs: number;
  /** A newer version, in another tab, asks for this connection to be closed. */
  readonly onWanted: (database: HeedDatabase) => void;
  /** The browser took the database away (site data were cleared, the disk failed). */
  readonly onLost: () => void;
}

/** Opens the database, migrated. Rejects with a StorageError that says why it can't be used. */
export async function openDatabase(options: OpenOptions): Promise<HeedDatabase> {
  const { name, migrations, patienceMs, onWanted, onLost } = options;
  const version = migrations.length;
  let opened: HeedDatabase | undefined;
  let giveUp: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<HeedDatabase>((resolve, reject) => {
      let late = false;
      const waitNoLongerThan = (milliseconds: number, why: () => StorageError): void => {
        clearTimeout(giveUp);
        giveUp = setTimeout(() => {
          late = true;
          reject(why());
        }, milliseconds);
      };
      // An open that waits behind another tab's request is told nothing at all.
      waitNoLongerThan(patienceMs * 5, () => new SlowStorageError());
      openDB<HeedSchema>(name, version, {
        upgrade(database, oldVersion, _newVersion, transaction) {
          for (const migrate of migrations.slice(oldVersion)) migrate(database, transaction);
        },
        blocked(currentVersion) {
          waitNoLongerThan(patienceMs, () => new BlockedUpgradeError(currentVersion, version));
        },
        blocking() {
          if (opened !== undefined) onWanted(opened);
        },
        terminated: onLost,
      }).then((database) => {
        opened = database;
        if (late) database.close();
        else resolve(database);
      }, reject);
    });
  } catch (cause) {
    throw storageError(cause);
  } finally {
    clearTimeout(giveUp);
  }
}

/** For tests and for "delete everything": removes the database itself. */
export const removeDatabase = (name: string): Promise<void> => deleteDB(name);
