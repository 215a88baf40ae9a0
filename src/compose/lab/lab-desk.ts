import { type LabClient, openLabClient } from '#adapters/worker-clients/lab-client.ts';
import type { LabNotice } from '#protocol/lab/lab-protocol.ts';
import { WASM_FOLDER } from '../shipped-bundle.ts';

/** Who is asked for what the lab shows. */
export interface LabDesk {
  /** For what is answered soon: one worker for all, started when it is first asked. */
  ask(): Promise<LabClient>;
  /** Hears what that worker tells, of whichever question; gives back what ends it. */
  listen(hear: (notice: LabNotice) => void): () => void;
  /** For long work: a worker of its own, which whoever started it closes. */
  start(onNotice: (notice: LabNotice) => void): Promise<LabClient>;
  /** The next question is answered by a new worker: the data have changed, or the last one died. */
  renew(): void;
}

export function createLabDesk(): LabDesk {
  const listeners = new Set<(notice: LabNotice) => void>();
  let shared: Promise<LabClient> | null = null;
  const open = (hear: (notice: LabNotice) => void) =>
    openLabClient({ wasmUrl: WASM_FOLDER, onNotice: hear });
  return {
    async ask() {
      shared ??= open((notice) => {
        for (const hear of listeners) hear(notice);
      });
      try {
        return await shared;
      } catch (error) {
        shared = null;
        throw error;
      }
    },
    listen(hear) {
      listeners.add(hear);
      return () => {
        listeners.delete(hear);
      };
    },
    start: open,
    renew() {
      void shared?.then(
        (client) => {
          client.close();
        },
        () => undefined,
      );
      shared = null;
    },
  };
}
