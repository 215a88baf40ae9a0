import { parseKerasConfig } from '#core/models/keras-config.ts';
import type { KerasModel } from '#core/models/keras-layers.ts';
import { ImportRefused } from '#core/models/keras-refusal.ts';
import { unzipSync } from 'fflate';
import * as v from 'valibot';
import { isHdf5, openHdf5 } from './hdf5-file.ts';
import { readArchiveWeights, readLegacyWeights } from './keras-weights.ts';

const CONFIG = 'config.json';
const METADATA = 'metadata.json';
const WEIGHTS = 'model.weights.h5';
/** Largest size that each file of an archive may declare. */
const MAX_BYTES: Readonly<Record<string, number>> = {
  [CONFIG]: 8 * 2 ** 20,
  [METADATA]: 2 ** 16,
  [WEIGHTS]: 128 * 2 ** 20,
};

const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

async function readLegacy(bytes: Uint8Array): Promise<KerasModel> {
  const file = await openHdf5(bytes, 'The file');
  try {
    const config = file.text('/', 'model_config');
    if (config === null) {
      throw new ImportRefused(
        'unsupported',
        'The file has no model_config, so at most weights: save the whole model in Keras (model.save).',
      );
    }
    const kerasVersion = file.text('/', 'keras_version') ?? 'none';
    const model = parseKerasConfig(config, kerasVersion);
    return { ...model, kerasVersion, weights: readLegacyWeights(file, model) };
  } finally {
    file.close();
  }
}

function unzip(bytes: Uint8Array): Readonly<Record<string, Uint8Array>> {
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        const limit = Object.hasOwn(MAX_BYTES, name) ? MAX_BYTES[name] : undefined;
        if (limit !== undefined && originalSize > limit) {
          throw new ImportRefused(
            'too_large',
            `${name} in the archive declares ${originalSize} bytes; up to ${limit} are read.`,
          );
        }
        return limit !== undefined;
      },
    });
  } catch (cause) {
    if (cause instanceof ImportRefused) throw cause;
    throw new ImportRefused('truncated', 'The archive ends early or is damaged.', cause);
  }
}

const Metadata = v.looseObject({ keras_version: v.string() });

function versionOf(text: string): string {
  try {
    return v.parse(Metadata, JSON.parse(text)).keras_version;
  } catch (cause) {
    throw new ImportRefused('foreign', `${METADATA} does not name the version of Keras.`, cause);
  }
}

async function readArchive(bytes: Uint8Array): Promise<KerasModel> {
  const files = unzip(bytes);
  const part = (name: string): Uint8Array => {
    const found = files[name];
    if (found !== undefined) return found;
    throw new ImportRefused('foreign', `The archive has no ${name}: it is not a Keras model's.`);
  };
  const kerasVersion = versionOf(new TextDecoder().decode(part(METADATA)));
  const model = parseKerasConfig(new TextDecoder().decode(part(CONFIG)), kerasVersion);
  const file = await openHdf5(part(WEIGHTS), WEIGHTS);
  try {
    return { ...model, kerasVersion, weights: readArchiveWeights(file, model) };
  } finally {
    file.close();
  }
}

/**
 * Reads a whole model that Keras 2 or 3 saved as .h5 or .keras, told apart by their first bytes.
 * Runs nothing of it. Of each weight only a copy stays.
 * @throws ImportRefused with one sentence that says what is not read and why.
 */
export async function readKerasModel(bytes: Uint8Array): Promise<KerasModel> {
  if (isZip(bytes)) return readArchive(bytes);
  if (isHdf5(bytes)) return readLegacy(bytes);
  throw new ImportRefused('foreign', 'The file is neither .h5 nor .keras.');
}
