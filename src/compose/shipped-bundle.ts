import { fetchedFiles } from '#adapters/bundles/read-bundle.ts';
import { MANIFEST_FILE } from '#core/models/bundle-manifest.ts';
import { parseManifest } from '#core/models/model-bundle.ts';
import { FACE_SIGNAL } from '#core/signals/face-signal.ts';

const folder = (path: string): string => new URL(path, document.baseURI).href;

export const LEARNING_STATES_BUNDLE = folder('models/learning-states/');
export const WASM_FOLDER = folder('wasm/');

/** The id that the record names its model by; null where the bundle will be refused anyway. */
export async function shippedModelId(signal: AbortSignal): Promise<string | null> {
  try {
    const text = await fetchedFiles(LEARNING_STATES_BUNDLE, signal)(MANIFEST_FILE);
    return parseManifest(new TextDecoder().decode(text), [FACE_SIGNAL]).id;
  } catch {
    // The model worker reads the same manifest and tells the person what is wrong with it.
    return null;
  }
}
