import type { SessionArchive } from '#core/ports.ts';
import type { Stores } from '#stores/stores.ts';
import type { Actions } from '#ui/actions.ts';

interface ClassRecordActionDeps {
  readonly stores: Pick<Stores, 'classRecords'>;
  readonly archive: SessionArchive;
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

export function createClassRecordActions({ stores }: ClassRecordActionDeps): ClassRecordActions {
  return {
    loadClassRecords() {
      stores.classRecords.setState({ heads: [] });
      return Promise.resolve();
    },
    loadClassRecord: () => Promise.resolve(),
    deleteClassRecord: () => Promise.resolve('failed'),
    exportClassRecord: () => Promise.resolve({ kind: 'cancelled' }),
    exportCourse: () => Promise.resolve({ kind: 'cancelled' }),
    exportDevice: () => Promise.resolve({ kind: 'cancelled' }),
  };
}
