import { openModelClient, type ModelClient } from '#adapters/worker-clients/model-client.ts';
import type { LiveModel } from '#core/models/prediction.ts';
import type { LiveClassifier } from '#core/ports.ts';
import { addNotice, type LiveStore, showModel } from '#stores/live-store.ts';
import { problem } from '#stores/problem.ts';
import { SHIPPED_BUNDLES, WASM_FOLDER } from './shipped-bundle.ts';

/** One model of one running session. */
export interface SessionModel {
  /** Brings the model once it is ready, null where it is lost; says in the store how it stands. */
  load(use: (classifier: LiveClassifier | null) => void): Promise<void>;
  close(): void;
}

/** What the student is told where a model is not there. */
const PROBLEMS = {
  attention_level: 'attention_model_unavailable',
  learning_states: 'model_unavailable',
} as const;

export function createSessionModel(live: LiveStore, model: LiveModel): SessionModel {
  const closing = new AbortController();
  let open: ModelClient | null = null;
  return {
    async load(use) {
      const client = await openModelClient({
        bundle: SHIPPED_BUNDLES[model],
        wasmUrl: WASM_FOLDER,
        abort: closing.signal,
        onStatus(status) {
          showModel(live, model, { status });
          if (status.kind === 'unavailable' && status.reason !== 'closed') {
            use(null);
            addNotice(live, problem(PROBLEMS[model], status.message));
          }
        },
      });
      if (client.status.kind !== 'ready' || closing.signal.aborted) return;
      open = client;
      use(client);
    },
    close() {
      closing.abort();
      open?.close();
    },
  };
}
