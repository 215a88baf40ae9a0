import type { WindowInput } from '../windows/sliding-window.ts';
import { ABSENT_ROW, ATTENTION_SIGNAL, attentionRow } from './attention-signal.ts';
import { FACE_SIGNAL } from './face-signal.ts';
import type { Signal } from './signal.ts';

/** A signal that models are trained on, made of what a face sampler gives. */
export interface ModelSignal extends Signal {
  /** Its row of the 22 of a face; the very array where the signal is the face's own. */
  readonly row: (face: Float32Array) => Float32Array;
  /** Its row where the landmarker looked and found nobody; null: such a moment is a gap. */
  readonly absentRow: Float32Array | null;
}

export const FACE_MODEL_SIGNAL: ModelSignal = {
  ...FACE_SIGNAL,
  row: (face) => face,
  absentRow: null,
};
export const ATTENTION_MODEL_SIGNAL: ModelSignal = {
  ...ATTENTION_SIGNAL,
  row: attentionRow,
  absentRow: ABSENT_ROW,
};
export const MODEL_SIGNALS: readonly ModelSignal[] = [FACE_MODEL_SIGNAL, ATTENTION_MODEL_SIGNAL];

/** The signal that a recipe or a bundle names, or null where there is none of this version. */
export const modelSignal = (named: Pick<Signal, 'name' | 'version'>): ModelSignal | null =>
  MODEL_SIGNALS.find(({ name, version }) => name === named.name && version === named.version) ??
  null;

/** An input of the face signal as one of `signal`; what is no evidence stays an absence. */
export function inputOf(signal: ModelSignal, input: WindowInput): WindowInput {
  if (input.kind === 'face') return { ...input, features: signal.row(input.features) };
  if (input.reason !== 'no_face' || signal.absentRow === null) return input;
  return { kind: 'face', capturedAt: input.capturedAt, features: signal.absentRow };
}
