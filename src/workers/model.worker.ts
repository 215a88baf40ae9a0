import { filesAt, readNetworkBundle } from '#adapters/bundles/read-bundle.ts';
import { openTfjsClassifier, type TfjsClassifier } from '#adapters/tfjs/tfjs-classifier.ts';
import { BundleRefused } from '#core/models/bundle-refusal.ts';
import type { ModelReply, ModelRequest } from '#protocol/model.ts';

const reply = (message: ModelReply) => {
  self.postMessage(message);
};

let classifier: TfjsClassifier | null = null;

async function load(request: Extract<ModelRequest, { kind: 'load' }>): Promise<void> {
  try {
    const bundle = await readNetworkBundle(filesAt(request.bundle));
    classifier = await openTfjsClassifier(bundle, {
      wasmUrl: request.wasmUrl,
      backends: request.backends,
      onBackendChanged: (backend) => {
        reply({ kind: 'backend_changed', backend });
      },
    });
    const { modelId, backend } = classifier;
    const { labels, output, abstention } = bundle.manifest;
    reply({ kind: 'ready', modelId, showing: { labels, output, abstention }, backend });
  } catch (cause) {
    reply({
      kind: 'refused',
      reason: cause instanceof BundleRefused ? cause.kind : 'no_backend',
      message: cause instanceof Error ? cause.message : 'The model could not be started.',
    });
  }
}

async function classify({ call, values }: Extract<ModelRequest, { kind: 'classify' }>) {
  try {
    if (classifier === null) throw new Error('The model is not loaded.');
    const before = performance.now();
    const probabilities = await classifier.predict(values);
    reply({ kind: 'predicted', call, probabilities, tookMs: performance.now() - before });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : 'The model gave no answer.';
    reply({ kind: 'failed', call, message });
  }
}

self.onmessage = ({ data }: MessageEvent<ModelRequest>) => {
  void (data.kind === 'load' ? load(data) : classify(data));
};
