import { askToPersist, isPersisted, storageRoom } from '#adapters/idb/persistence.ts';
import type { SettingsStore } from '#stores/settings-store.ts';
import type { Actions } from '#ui/actions.ts';

type StorageActions = Pick<Actions, 'keepStorage'> & {
  /** Looks up how much is stored, and whether the browser promised to keep it. */
  readonly lookUpStorage: () => Promise<void>;
};

export function createStorageActions(settings: SettingsStore): StorageActions {
  const show = async (refused: boolean): Promise<void> => {
    const [persisted, room] = await Promise.all([isPersisted(), storageRoom()]);
    if (persisted === null) return;
    const persistence = persisted ? 'kept' : refused ? 'refused' : 'not_asked';
    settings.setState({ storage: { usedBytes: room?.usedBytes ?? null, persistence } });
  };
  const wasRefused = (): boolean => settings.getState().storage?.persistence === 'refused';

  return {
    lookUpStorage: () => show(wasRefused()),
    async keepStorage() {
      await show((await askToPersist()) === 'refused');
    },
  };
}
