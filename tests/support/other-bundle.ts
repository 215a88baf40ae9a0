import { sha256Hex } from '#adapters/bundles/read-bundle.ts';
import {
  type BundleManifest,
  CARD_FILE,
  MANIFEST_FILE,
  WEIGHTS_FILE,
} from '#core/models/bundle-manifest.ts';
import { parseManifest } from '#core/models/model-bundle.ts';
import { MODEL_SIGNALS } from '#core/signals/model-signals.ts';

export interface OtherBundle {
  readonly manifest: BundleManifest;
  readonly files: ReadonlyMap<string, string | ArrayBuffer>;
}

/** A bundle like a shipped one with other weights: it runs, and says something else. */
export async function otherBundle(
  read: (name: string) => Promise<ArrayBuffer>,
  name: string,
  change: Partial<BundleManifest> = {},
): Promise<OtherBundle> {
  const shipped = parseManifest(new TextDecoder().decode(await read(MANIFEST_FILE)), MODEL_SIGNALS);
  if (shipped.model.kind !== 'network') throw new Error('the shipped models are networks');
  const weights = new Float32Array((await read(WEIGHTS_FILE)).slice(0));
  weights.forEach((value, index) => {
    weights[index] = -0.75 * value;
  });
  const sha256 = await sha256Hex(weights.buffer);
  const manifest: BundleManifest = {
    ...shipped,
    id: `${name}-${sha256.slice(0, 12)}`,
    parent: shipped.id,
    model: { ...shipped.model, weights: { ...shipped.model.weights, sha256 } },
    ...change,
  };
  return {
    manifest,
    files: new Map<string, string | ArrayBuffer>([
      [WEIGHTS_FILE, weights.buffer],
      [CARD_FILE, `# ${manifest.id}\n\nMade for a test; **umlauts ä** and all.\n`],
      [MANIFEST_FILE, `${JSON.stringify(manifest, null, 2)}\n`],
    ]),
  };
}
