import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { held, levelTable, TAUGHT_STATES, taughtCsv } from '../../../tests/support/taught-files.ts';

const PERSONS = 40;
const SECONDS = 32;
const FPS = 30;

/** Of the files, cut by the engagement recipe: 30 samples long, one each 15. */
export const MADE_WINDOWS =
  PERSONS * TAUGHT_STATES.length * (Math.floor((SECONDS * FPS - 30) / 15) + 1);
export const MADE_WORDS = `${MADE_WINDOWS.toLocaleString('en')} windows of 30x22 from ${PERSONS * TAUGHT_STATES.length} made features CSVs of ${PERSONS} persons`;

/** Writes features CSVs with their label table into the folder; the files' paths. */
export async function writeMadeFiles(folder: string): Promise<readonly string[]> {
  const recordings = Array.from({ length: PERSONS }, (_, person) =>
    TAUGHT_STATES.map((state) => ({
      file: `p${person}-${state}.csv`,
      person: `p${person}`,
      state,
    })),
  ).flat();
  const put = async (name: string, text: string): Promise<string> => {
    const file = path.join(folder, name);
    await writeFile(file, text);
    return file;
  };
  const paths = [await put('labels.csv', levelTable(recordings))];
  for (const [seed, { file, state }] of recordings.entries()) {
    paths.push(await put(file, taughtCsv({ seed, fps: FPS, states: held(state, SECONDS) })));
  }
  return paths;
}
