import { SESSION_FORMAT_VERSION, type SessionRecord } from '#core/sessions/records.ts';
import { FACE_SIGNAL } from '#core/signals/face-signal.ts';
import type { LiveSessionDeps } from './live-session-contract.ts';

/** The record of a session that begins now. */
export const newSession = (deps: LiveSessionDeps, id: string): SessionRecord => ({
  ...deps.identity,
  id,
  formatVersion: SESSION_FORMAT_VERSION,
  signal: { name: FACE_SIGNAL.name, version: FACE_SIGNAL.version },
  mode: deps.mode,
  startedAt: deps.clock(),
  endedAt: null,
  end: null,
  sampleCount: 0,
  eventCount: 0,
  meanScore: null,
  reliabilityWeight: null,
  modelId: deps.mode === 'learning_states' ? deps.modelIds.learning_states : null,
  attentionModelId: deps.mode === 'events_only' ? null : deps.modelIds.attention_level,
});
