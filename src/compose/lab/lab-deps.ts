import type { SessionArchive } from '#core/ports.ts';
import type { LabStores } from '#stores/lab/lab-stores.ts';
import type { LabDesk } from './lab-desk.ts';

/** What the actions of every part of the lab are made with. */
export interface LabDeps {
  readonly stores: LabStores;
  readonly desk: LabDesk;
  readonly archive: SessionArchive;
}
