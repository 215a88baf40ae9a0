import type { Network } from '#core/inference/network.ts';
import { kerasExport, type KerasExportLayer } from '#core/models/keras-export.ts';
import { tensorSize } from '#core/models/weight-shapes.ts';
import { File, type Group, ready } from 'h5wasm';

/** Keras writes all text but the version and backend of the file as bytes, which h5py marks ASCII. */
const ASCII = 'A';
const UTF_8 = 'S';

function writeText(group: Group, attribute: string, text: string, type = ASCII): void {
  group.create_attribute(attribute, text, [], type);
}

function writeNames(group: Group, attribute: string, names: readonly string[]): void {
  // Keras' own files have an empty list of numbers where there are no names.
  if (names.length === 0) group.create_attribute(attribute, new Float64Array(0), [0]);
  else group.create_attribute(attribute, [...names], [names.length], ASCII);
}

function writeLayer(
  root: Group,
  { name, weights }: KerasExportLayer,
  next: () => Float32Array,
): void {
  const group = root.create_group(name);
  writeNames(
    group,
    'weight_names',
    weights.map(({ path }) => path),
  );
  const made = new Set<string>();
  for (const { spec, path } of weights) {
    const parts = path.split('/').slice(0, -1);
    parts.forEach((_, index) => {
      const folder = parts.slice(0, index + 1).join('/');
      if (!made.has(folder)) group.create_group(folder);
      made.add(folder);
    });
    const data = next();
    if (data.length !== tensorSize(spec)) {
      throw new RangeError(`${spec.name} has ${data.length} numbers, not ${tensorSize(spec)}.`);
    }
    group.create_dataset({ name: path, data, shape: [...spec.shape] });
  }
}

let written = 0;

/**
 * A network as the whole-model .h5 that Keras 2 and 3 load (`keras.models.load_model`), without a
 * training configuration. Its weights are the very floats.
 * @throws ImportRefused unsupported, for what no Keras has; RangeError where weights do not fit.
 */
export async function writeKerasModel(network: Network): Promise<Uint8Array<ArrayBuffer>> {
  const { kerasVersion, config, layers } = kerasExport(network);
  const library = await ready;
  library.activate_throwing_error_handler();
  const path = `/export-${(written += 1)}.h5`;
  const file = new File(path, 'w');
  try {
    try {
      writeText(file, 'keras_version', kerasVersion, UTF_8);
      writeText(file, 'backend', 'tensorflow', UTF_8);
      writeText(file, 'model_config', config);
      const root = file.create_group('model_weights');
      writeNames(
        root,
        'layer_names',
        layers.map(({ name }) => name),
      );
      writeText(root, 'keras_version', kerasVersion);
      writeText(root, 'backend', 'tensorflow');
      let index = 0;
      for (const layer of layers) {
        writeLayer(root, layer, () => {
          const values = network.weights[index]?.values;
          index += 1;
          if (values === undefined) throw new RangeError('The network has too few weights.');
          return values;
        });
      }
      writeNames(root.create_group('top_level_model_weights'), 'weight_names', []);
    } finally {
      file.close();
    }
    return new Uint8Array(library.FS.readFile(path));
  } finally {
    library.FS.unlink(path);
  }
}
