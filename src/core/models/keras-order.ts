import * as v from 'valibot';
import type { KerasLayerEntry } from './keras-layer-config.ts';
import { ImportRefused } from './keras-refusal.ts';

const branched = (): ImportRefused =>
  new ImportRefused(
    'unsupported',
    'The model branches; only a line from one input to one output is imported.',
  );

/** Names that stand as [name, node, tensor, …] anywhere in the description of a layer's input. */
function historyNames(value: unknown, found: string[] = []): readonly string[] {
  if (Array.isArray(value)) {
    const [name, node, tensor] = value as unknown[];
    if (typeof name === 'string' && typeof node === 'number' && typeof tensor === 'number') {
      if (node !== 0 || tensor !== 0) throw branched();
      found.push(name);
    } else {
      for (const item of value as unknown[]) historyNames(item, found);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const item of Object.values(value)) historyNames(item, found);
  }
  return found;
}

const Graph = v.looseObject({ input_layers: v.unknown(), output_layers: v.unknown() });

/**
 * The layers of a functional model from its input to its output.
 * @throws ImportRefused where it is not one line, by the `inbound_nodes` of Keras 2 or 3.
 */
export function linearOrder(config: {
  readonly layers: readonly KerasLayerEntry[];
}): readonly KerasLayerEntry[] {
  const graph = v.safeParse(Graph, config);
  if (!graph.success) throw new ImportRefused('foreign', "The model's graph is missing.");
  const [input, ...moreInputs] = historyNames(graph.output.input_layers);
  const [output, ...moreOutputs] = historyNames(graph.output.output_layers);
  if (moreInputs.length > 0 || moreOutputs.length > 0) throw branched();

  const after = new Map<string, KerasLayerEntry>();
  let start: KerasLayerEntry | undefined;
  for (const entry of config.layers) {
    const name = entry.config.name ?? '';
    const inbound = historyNames(entry['inbound_nodes']);
    const [before, ...others] = inbound;
    if (others.length > 0) throw branched();
    if (before === undefined) {
      if (name !== input || start !== undefined) throw branched();
      start = entry;
    } else {
      if (after.has(before)) throw branched();
      after.set(before, entry);
    }
  }
  const line: KerasLayerEntry[] = [];
  for (let at = start; at !== undefined; at = after.get(at.config.name ?? '')) {
    line.push(at);
    if (line.length > config.layers.length) throw branched();
  }
  if (line.length !== config.layers.length || line.at(-1)?.config.name !== output) throw branched();
  return line;
}
