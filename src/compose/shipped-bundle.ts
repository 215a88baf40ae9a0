import { fetchedFiles } from '#adapters/bundles/read-bundle.ts';
import { MANIFEST_FILE } from '#core/models/bundle-manifest.ts';
import { parseManifest } from '#core/models/model-bundle.ts';
import type { LiveModel } from '#core/models/prediction.ts';
import { ATTENTION_SIGNAL } from '#core/signals/attention-signal.ts';
import { FACE_SIGNAL } from '#core/signals/face-signal.ts';

const folder = (path: string): string => new URL(path, document.baseURI).href;

export const SHIPPED_BUNDLES: Readonly<Record<LiveModel, string>> = {
  attention_level: folder('models/attention-level/'),
  learning_states: folder('models/learning-states/'),
};
export const WASM_FOLDER = folder('wasm/');

const SIGNALS = { attention_level: ATTENTION_SIGNAL, learning_states: FACE_SIGNAL } as const;

/** The ids of those models that a session runs. */
export async function modelIdsOf(
  models: readonly LiveModel[],
  signal: AbortSignal,
): Promise<Readonly<Record<LiveModel, string | null>>> {
  const idOf = (model: LiveModel) =>
    models.includes(model) ? shippedModelId(model, signal) : null;
  const [attention, states] = await Promise.all([idOf('attention_level'), idOf('learning_states')]);
  return { attention_level: attention, learning_states: states };
}

/** The id that the record names a model by; null where the bundle will be refused anyway. */
async function shippedModelId(model: LiveModel, signal: AbortSignal): Promise<string | null> {
  try {
    const text = await fetchedFiles(SHIPPED_BUNDLES[model], signal)(MANIFEST_FILE);
    return parseManifest(new TextDecoder().decode(text), [SIGNALS[model]]).id;
  } catch {
    // The model worker reads the same manifest and tells the person what is wrong with it.
    return null;
  }
}
