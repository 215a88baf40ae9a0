import { exploreData, windowCurves } from '#pipelines/lab/explore-data.ts';
import type { ExploreCommands } from '#protocol/lab/explore-commands.ts';
import type { CommandHandlers } from '#protocol/serve-bridge.ts';
import type { Desk } from './desk.ts';

export const exploreHandlers = (
  desk: Pick<Desk, 'dataset' | 'notify'>,
): CommandHandlers<ExploreCommands> => ({
  async explore({ data, recipe }) {
    const dataset = await desk.dataset(data, recipe);
    return exploreData(dataset, recipe, (done, all) => {
      desk.notify({ kind: 'progress', done, all, what: 'features' });
    });
  },
  async windowCurves({ data, recipe, index }) {
    return windowCurves(await desk.dataset(data, recipe), recipe, index);
  },
});
