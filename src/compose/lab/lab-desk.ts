import { type LabClient, openLabClient } from '#adapters/worker-clients/lab-client.ts';
import type { LabNotice } from '#protocol/lab/lab-protocol.ts';
import { WASM_FOLDER } from '../shipped-bundle.ts';

/** Who is asked for what the lab shows. */
export interface LabDesk {
  /** For what is answered soon: one worker for all, started when it is first asked. */
  ask(): Promise<LabClient>;
  /** For long work: a worker of its own, which whoever started it closes. */
  start(onNotice: (notice: LabNotice) => void): Promise<LabClient>;
  /** The next question is answered by a new worker: the data have changed, or the last one died. */
  renew(): void;
}

export function createLabDesk(onNotice: (notice: LabNotice) => void): LabDesk {
  let shared: Promise<LabClient> | null = null;
  const open = (hear: (notice: LabNotice) => void) =>
    openLabClient({ wasmUrl: WASM_FOLDER, onNotice: hear });
  return {
    async ask() {
      shared ??= open(onNotice);
      try {
        return await shared;
      } catch (error) {
        shared = null;
        throw error;
      }
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
