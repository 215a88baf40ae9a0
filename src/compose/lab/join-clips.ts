import type { LabStores } from '#stores/lab/lab-stores.ts';
import type { LabActions } from '#ui/lab/lab-context.ts';
import { seldom } from './seldom.ts';

/** Surveying sources again takes a while, and videos may be short. */
const REFRESH_MS = 20_000;

/** What was read of videos is among the data, and videos of a source that is gone are no more. */
export function joinClips(
  { clips, data }: Pick<LabStores, 'clips' | 'data'>,
  { openClips, openData }: Pick<LabActions, 'openClips' | 'openData'>,
): void {
  const refresh = seldom(REFRESH_MS, () => void openData());
  clips.subscribe(({ revision }, before) => {
    if (revision !== before.revision) refresh();
  });
  data.subscribe(({ sources }, before) => {
    const ids = new Set(sources?.map(({ id }) => id));
    if (sources !== null && before.sources?.some(({ id }) => !ids.has(id)) === true) {
      void openClips();
    }
  });
}
