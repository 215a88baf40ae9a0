import type { CommandHandlers } from '#protocol/serve-bridge.ts';
import type { DataCommands } from '#protocol/lab/data-commands.ts';
import { sha256Hex } from '#adapters/bundles/read-bundle.ts';
import { unzip } from '#adapters/files/unzip.ts';
import { surveyStored } from '#pipelines/lab/survey.ts';
import type { Desk } from './desk.ts';

export const dataHandlers = (desk: Desk): CommandHandlers<DataCommands> => ({
  survey: ({ sourceId, recipe }) =>
    surveyStored(sourceId, recipe, desk.stores, {
      sha256: sha256Hex,
      unzip,
      onProgress: (progress) => {
        desk.notify({ kind: 'progress', ...progress });
      },
    }),
});
