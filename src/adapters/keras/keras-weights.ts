import type { KerasArchitecture, KerasLayer, KerasWeight } from '#core/models/keras-layers.ts';
import { kerasWeightShapes } from '#core/models/keras-layers.ts';
import { ImportRefused } from '#core/models/keras-refusal.ts';
import { outputWidth, type TensorSpec } from '#core/models/weight-shapes.ts';
import type { Hdf5File } from './hdf5-file.ts';

/** Finds the path of each of a layer's weights. */
type Locate = (layer: KerasLayer, specs: readonly TensorSpec[]) => readonly string[];

function readAll(file: Hdf5File, model: KerasArchitecture, locate: Locate): readonly KerasWeight[] {
  const weights: KerasWeight[] = [];
  let width = model.featureCount;
  for (const layer of model.layers) {
    const specs = kerasWeightShapes(layer, width);
    width = outputWidth(layer, width);
    if (specs.length === 0) continue;
    const paths = locate(layer, specs);
    specs.forEach((spec, index) => {
      weights.push({ spec, values: file.floats(paths[index] ?? '', spec) });
    });
  }
  return weights;
}

const LEGACY_ROOT = 'model_weights';

/** `forward/kernel` of `…/forward_lstm/lstm_cell/kernel:0` in a bidirectional layer, else `kernel`. */
function legacyRole(path: string, layer: KerasLayer): string {
  const parts = path.split('/');
  const role = (parts.pop() ?? '').replace(/:\d+$/, '');
  if (layer.kind !== 'bidirectional') return role;
  const side = parts.findLast((part) => /^(?:for|back)ward_/.test(part)) ?? '';
  return `${side.split('_')[0] ?? ''}/${role}`;
}

/** Weights of a whole model in one .h5: each layer's group lists its datasets in `weight_names`. */
export function readLegacyWeights(
  file: Hdf5File,
  model: KerasArchitecture,
): readonly KerasWeight[] {
  return readAll(file, model, (layer, specs) => {
    const group = `${LEGACY_ROOT}/${layer.name}`;
    const names = file.has(group) ? file.texts(group, 'weight_names') : null;
    if (names?.length !== specs.length) {
      throw new ImportRefused(
        'wrong_shapes',
        `Layer ${layer.name} has ${names?.length ?? 'no'} weights in the file, not ${specs.length}.`,
      );
    }
    return specs.map((spec) => {
      const role = spec.name.slice(layer.name.length + 1);
      const name = names.find((candidate) => legacyRole(candidate, layer) === role);
      return name === undefined ? '' : `${group}/${name}`;
    });
  });
}

const ARCHIVE_ROOTS = ['layers', '_layer_checkpoint_dependencies'];

/** Where Keras puts a layer's own variables, in the order of `kerasWeightShapes`. */
function variableGroups(layer: KerasLayer): readonly string[] {
  if (layer.kind === 'bidirectional')
    return ['forward_layer/cell/vars', 'backward_layer/cell/vars'];
  return [layer.kind === 'dense' ? 'vars' : 'cell/vars'];
}

/** Groups named by class, the second of a class ending in _1; by layer where those are not all there. */
function archiveGroups(
  file: Hdf5File,
  root: string,
  layers: readonly KerasLayer[],
): ReadonlyMap<string, string> {
  const seen = new Map<string, number>();
  const byClass = layers.map((layer): [string, string] => {
    const index = seen.get(layer.kind) ?? 0;
    seen.set(layer.kind, index + 1);
    return [layer.name, `${root}/${layer.kind}${index === 0 ? '' : `_${index}`}`];
  });
  const weighty = new Set(
    layers.filter((layer) => kerasWeightShapes(layer, 1).length > 0).map((layer) => layer.name),
  );
  return byClass.every(([name, group]) => !weighty.has(name) || file.has(group))
    ? new Map(byClass)
    : new Map(layers.map((layer) => [layer.name, `${root}/${layer.name}`]));
}

/** Weights of `model.weights.h5` in a .keras archive: numbered variables below each layer's group. */
export function readArchiveWeights(
  file: Hdf5File,
  model: KerasArchitecture,
): readonly KerasWeight[] {
  const root = ARCHIVE_ROOTS.find((name) => file.has(name));
  if (root === undefined) {
    throw new ImportRefused(
      'foreign',
      'The weights in the archive are not laid out as Keras does.',
    );
  }
  const groups = archiveGroups(file, root, model.layers);
  return readAll(file, model, (layer, specs) => {
    const own = variableGroups(layer);
    const perGroup = specs.length / own.length;
    return specs.map((_, index) => {
      const side = own[Math.floor(index / perGroup)] ?? '';
      return `${groups.get(layer.name) ?? ''}/${side}/${index % perGroup}`;
    });
  });
}
