import { openModelClient, type ModelClient } from '#adapters/worker-clients/model-client.ts';
import type { LiveClassifier } from '#core/ports.ts';
import { addNotice, type LiveStore } from '#stores/live-store.ts';
import { problem } from '#stores/problem.ts';
import { LEARNING_STATES_BUNDLE, WASM_FOLDER } from './shipped-bundle.ts';

/** The learning-states model of one running session. */
export interface SessionModel {
  /** Brings the model once it is ready, null where it is lost; says in the store how it stands. */
  load(use: (classifier: LiveClassifier | null) => void): Promise<void>;
  close(): void;
}

export function createSessionModel(live: LiveStore): SessionModel {
  const closing = new AbortController();
  let model: ModelClient | null = null;
  return {
    async load(use) {
      const client = await openModelClient({
        bundleUrl: LEARNING_STATES_BUNDLE,
        wasmUrl: WASM_FOLDER,
        abort: closing.signal,
        onStatus(status) {
          live.setState({ model: status });
          if (status.kind === 'unavailable' && status.reason !== 'closed') {
            use(null);
            addNotice(live, problem('model_unavailable', status.message));
          }
        },
      });
      if (client.status.kind !== 'ready' || closing.signal.aborted) return;
      model = client;
      live.setState({ labels: client.labels });
      use(client);
    },
    close() {
      closing.abort();
      model?.close();
    },
  };
}
