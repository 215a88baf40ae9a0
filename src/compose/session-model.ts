import { openModelClient, type ModelClient } from '#adapters/worker-clients/model-client.ts';
import type { StoredBundle } from '#core/deployments/stored-bundle.ts';
import type { ModelStatus } from '#core/models/model-status.ts';
import type { LiveModel } from '#core/models/prediction.ts';
import type { LiveClassifier } from '#core/ports.ts';
import { addNotice, type LiveStore, showModel } from '#stores/live-store.ts';
import { problem } from '#stores/problem.ts';
import type { ActiveBundle } from './active-bundle.ts';
import { SHIPPED_BUNDLES, shippedModelId, WASM_FOLDER } from './shipped-bundle.ts';

/** One model of one session. */
export interface SessionModel {
  readonly name: LiveModel;
  /** The bundle's id for the record; null where the shipped one will be refused anyway. */
  readonly id: string | null;
  /** A sentence for each bundle that was chosen and is not run. */
  readonly unused: readonly string[];
  /** Brings the model once it is ready, null where it is lost; says in the store how it stands. */
  load(use: (classifier: LiveClassifier | null) => void): Promise<void>;
  close(): void;
}

/** What the student is told where a model is not there. */
const PROBLEMS = {
  attention_level: 'attention_model_unavailable',
  learning_states: 'model_unavailable',
} as const;

/**
 * Resolves once it is known which bundle runs. A stored one is opened before, so that the record
 * names the one that does; the shipped one is opened by `load`. Rejects with the reason of `abort`.
 */
export async function openSessionModel(
  live: LiveStore,
  name: LiveModel,
  active: Promise<ActiveBundle>,
  abort: AbortSignal,
): Promise<SessionModel> {
  const closing = new AbortController();
  let use: ((classifier: LiveClassifier | null) => void) | null = null;

  const onStatus = (status: ModelStatus): void => {
    // Until it is loaded it is only tried.
    if (use === null) return;
    const chosen = bundle === null ? {} : { chosen: { id: bundle.id, origin: bundle.origin } };
    showModel(live, name, { status, ...chosen });
    if (status.kind === 'unavailable' && status.reason !== 'closed') {
      use(null);
      addNotice(live, problem(PROBLEMS[name], status.message));
    }
  };
  const open = (from: StoredBundle | null): Promise<ModelClient> =>
    openModelClient({
      bundle: from?.files ?? SHIPPED_BUNDLES[name],
      wasmUrl: WASM_FOLDER,
      abort: AbortSignal.any([closing.signal, abort]),
      onStatus,
    });

  let bundle: StoredBundle | null = null;
  let client: ModelClient | null = null;
  const { stored, unused } = await active;
  const alsoUnused: string[] = [];
  if (stored.length > 0) live.setState({ step: 'loading_chosen_model' });
  for (const candidate of stored) {
    const opened = await open(candidate);
    abort.throwIfAborted();
    if (opened.status.kind === 'ready') {
      [bundle, client] = [candidate, opened];
      break;
    }
    const why = opened.status.kind === 'unavailable' ? opened.status.message : '';
    alsoUnused.push(`${candidate.id}: ${why}`);
  }
  const id = bundle?.id ?? (await shippedModelId(name, abort));
  abort.throwIfAborted();

  return {
    name,
    id,
    unused: [...unused, ...alsoUnused],
    async load(given) {
      use = given;
      client ??= await open(null);
      if (bundle !== null) onStatus(client.status);
      if (client.status.kind === 'ready' && !closing.signal.aborted) given(client);
    },
    close() {
      closing.abort();
      client?.close();
    },
  };
}
