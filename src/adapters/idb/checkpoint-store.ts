import type { CheckpointStore } from '#core/models/training.ts';
import {
  CheckpointRefused,
  parseCheckpoint,
  storedCheckpoint,
} from '#core/training/checkpoint-format.ts';
import { type BriefOptions, withDatabase } from './with-database.ts';

export interface CheckpointStoreOptions extends BriefOptions {
  /** Told in a sentence why a checkpoint was not kept or not used; training goes on without it. */
  readonly onTrouble?: (why: string) => void;
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : '');

/**
 * Checkpoints in IndexedDB, which outlive the tab; one for each training. Nothing here rejects: a
 * training is not lost because it cannot be resumed.
 */
export function createCheckpointStore(options: CheckpointStoreOptions = {}): CheckpointStore {
  const tell = (why: string): void => options.onTrouble?.(why);
  return {
    async load(fingerprint) {
      try {
        const stored: unknown = await withDatabase(options, (database) =>
          database.get('checkpoints', fingerprint),
        );
        return stored === undefined ? null : parseCheckpoint(stored, fingerprint);
      } catch (error) {
        tell(
          error instanceof CheckpointRefused
            ? `The checkpoint is not used, ${error.message}: training starts anew.`
            : `No checkpoint could be read, training starts anew. ${reason(error)}`,
        );
        return null;
      }
    },
    async save(checkpoint) {
      try {
        await withDatabase(options, (database) =>
          database.put('checkpoints', storedCheckpoint(checkpoint)),
        );
      } catch (error) {
        tell(
          `The checkpoint of epoch ${checkpoint.history.length} was not kept; training goes on, and a closed tab would lose it. ${reason(error)}`,
        );
      }
    },
    async clear(fingerprint) {
      try {
        await withDatabase(options, (database) => database.delete('checkpoints', fingerprint));
      } catch (error) {
        tell(`A checkpoint that is no longer needed was not removed. ${reason(error)}`);
      }
    },
  };
}
