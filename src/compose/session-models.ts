import type { LiveModel } from '#core/models/prediction.ts';
import type { SessionIdentity, SessionMode } from '#core/sessions/records.ts';
import { modelsOf } from '#pipelines/live-models.ts';
import { addNotice, type LiveStore } from '#stores/live-store.ts';
import { problem } from '#stores/problem.ts';
import type { FindActiveBundle } from './active-bundle.ts';
import { openSessionModel, type SessionModel } from './session-model.ts';

/** The models of a session's mode. */
export interface SessionModels {
  readonly all: readonly SessionModel[];
  /** For the record; null for a model that the mode has not. */
  readonly ids: Readonly<Record<LiveModel, string | null>>;
  close(): void;
}

/**
 * Resolves once it is known which bundles run; what was chosen and does not run is told as a notice.
 * Rejects with the reason of `abort`, with nothing left open.
 */
export async function openSessionModels(
  live: LiveStore,
  mode: SessionMode,
  { courseId, studentId }: SessionIdentity,
  find: FindActiveBundle,
  abort: AbortSignal,
): Promise<SessionModels> {
  const all = await Promise.all(
    modelsOf(mode).map((model) =>
      openSessionModel(live, model, find(courseId, studentId, model), abort),
    ),
  );
  const unused = all.flatMap((model) => model.unused);
  if (unused.length > 0) addNotice(live, problem('chosen_model_unused', unused.join('\n')));
  const idOf = (name: LiveModel) => all.find((model) => model.name === name)?.id ?? null;
  return {
    all,
    ids: {
      attention_level: idOf('attention_level'),
      learning_states: idOf('learning_states'),
    },
    close() {
      for (const model of all) model.close();
    },
  };
}
