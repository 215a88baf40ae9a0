import { createLabSourceStore } from '#adapters/idb/lab-source-store.ts';
import { held, levelTable, TAUGHT_STATES, taughtCsv } from '../../support/taught-files.ts';

/** Puts files into the browser's database as a source in use. */
export async function addFilesSource(
  id: string,
  files: readonly (readonly [name: string, text: string])[],
): Promise<void> {
  await createLabSourceStore().add(
    {
      ...{ id, formatVersion: 1, name: 'taught', addedAt: 1, licence: 'made here' },
      ...{ used: true, kind: 'files' },
    },
    files.map(([name, text]) => ({ sourceId: id, name, content: new File([text], name) })),
  );
}

/** Puts a source of such persons, each with every state for three seconds. */
export async function addTaughtSource(id: string, persons: readonly string[]): Promise<void> {
  const clips = persons.flatMap((person, index) =>
    TAUGHT_STATES.map((state, turn) => ({
      file: `${person}-${state}`,
      person,
      state,
      text: taughtCsv({ seed: index * 9 + turn, states: held(state, 3), fps: 10 }),
    })),
  );
  await addFilesSource(id, [
    ...clips.map(({ file, text }) => [`${file}.csv`, text] as const),
    ['labels.csv', levelTable(clips)],
  ]);
}
