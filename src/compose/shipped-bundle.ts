import { fetchedFiles } from '#adapters/bundles/read-bundle.ts';
import { MANIFEST_FILE } from '#core/models/bundle-manifest.ts';
import { parseManifest } from '#core/models/model-bundle.ts';
import type { LiveModel } from '#core/models/prediction.ts';
import { ATTENTION_SIGNAL } from '#core/signals/attention-signal.ts';
import { FACE_SIGNAL } from '#core/signals/face-signal.ts';

/** From the site's root: the page may have been opened at any of its addresses. */
const folder = (path: string): string => new URL(`/${path}`, document.baseURI).href;

export const SHIPPED_BUNDLES: Readonly<Record<LiveModel, string>> = {
  attention_level: folder('models/attention-level/'),
  learning_states: folder('models/learning-states/'),
};
export const WASM_FOLDER = folder('wasm/');

const SIGNALS = { attention_level: ATTENTION_SIGNAL, learning_states: FACE_SIGNAL } as const;

/** The id that the record names a model by; null where the bundle will be refused anyway. */
export async function shippedModelId(
  model: LiveModel,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    const text = await fetchedFiles(SHIPPED_BUNDLES[model], signal)(MANIFEST_FILE);
    return parseManifest(new TextDecoder().decode(text), [SIGNALS[model]]).id;
  } catch {
    // The model worker reads the same manifest and tells the person what is wrong with it.
    return null;
  }
}
