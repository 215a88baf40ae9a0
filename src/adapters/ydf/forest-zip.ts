import { ForestRefused } from '#core/learning/forest.ts';
import {
  FOREST_HEADER_FILE,
  type ForestHeader,
  modelCount,
  modelFolder,
  parseForestHeader,
  writeForestHeader,
} from '#core/learning/forest-file.ts';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

export type ModelFiles = Readonly<Record<string, Uint8Array>>;

const MAX_BYTES = 2 ** 30;
const FILE_NAME = /^[\w.-]{1,60}$/;

/** A header and a folder for each model, as one zip file. */
export function zipForest(header: ForestHeader, models: readonly ModelFiles[]) {
  return zipSync({
    [FOREST_HEADER_FILE]: strToU8(writeForestHeader(header)),
    ...Object.fromEntries(models.map((files, index) => [modelFolder(index), { ...files }])),
  });
}

function unzip(bytes: Uint8Array): Record<string, Uint8Array> {
  let total = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ originalSize }) => {
        total += originalSize;
        if (total > MAX_BYTES) throw new RangeError(`it would unpack to more than ${MAX_BYTES}`);
        return true;
      },
    });
  } catch (cause) {
    throw new ForestRefused(
      'The forest is damaged or cut off: it is no zip file that can be unpacked.',
      cause,
    );
  }
}

/** @throws ForestRefused */
export function unzipForest(bytes: Uint8Array): {
  readonly header: ForestHeader;
  readonly models: readonly ModelFiles[];
} {
  const entries = unzip(bytes);
  const own = entries[FOREST_HEADER_FILE];
  if (own === undefined) throw new ForestRefused('The file is not a forest of Heed.');
  const header = parseForestHeader(strFromU8(own));
  const models = Array.from({ length: modelCount(header) }, (_, index) => {
    const prefix = `${modelFolder(index)}/`;
    const files = Object.entries(entries)
      .filter(([path]) => path.startsWith(prefix) && FILE_NAME.test(path.slice(prefix.length)))
      .map(([path, content]) => [path.slice(prefix.length), content] as const);
    if (files.length === 0) {
      throw new ForestRefused(`The forest is damaged: model ${index} is missing.`);
    }
    return Object.fromEntries<Uint8Array>(files);
  });
  return { header, models };
}
