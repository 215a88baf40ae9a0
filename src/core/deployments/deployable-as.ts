import type { BundleManifest } from '../models/bundle-manifest.ts';
import type { OutputKind } from '../models/output-kind.ts';
import {
  ATTENTION_LEVELS,
  LEARNING_STATES,
  LIVE_MODELS,
  type LiveModel,
} from '../models/prediction.ts';
import { SECOND_AT_30_HZ } from '../recipes/engagement.ts';
import { ATTENTION_SIGNAL } from '../signals/attention-signal.ts';
import { FACE_SIGNAL } from '../signals/face-signal.ts';
import type { Signal } from '../signals/signal.ts';

interface LiveSlot {
  readonly labels: readonly string[];
  readonly signal: Signal;
  /** Kinds of outputs that the session knows how to show. */
  readonly outputs: readonly OutputKind[];
}

/** What a bundle has to be to run in a live session. */
export const LIVE_SLOTS: Readonly<Record<LiveModel, LiveSlot>> = {
  attention_level: {
    labels: ATTENTION_LEVELS,
    signal: ATTENTION_SIGNAL,
    outputs: ['exclusive'],
  },
  learning_states: {
    labels: LEARNING_STATES,
    signal: FACE_SIGNAL,
    outputs: ['exclusive', 'independent'],
  },
};

export type Deployable =
  | { readonly kind: 'live'; readonly model: LiveModel }
  /** `why` is one sentence for the person reading. */
  | { readonly kind: 'not_live'; readonly why: string };

const notLive = (why: string): Deployable => ({ kind: 'not_live', why });

/** Which model of a live session a bundle can take the place of, or why of none. */
export function deployableAs(manifest: BundleManifest): Deployable {
  const { labels, signal, window, output } = manifest;
  if (manifest.model.kind !== 'network') {
    const kind = manifest.model.kind === 'forest' ? 'a forest' : 'a logistic regression';
    return notLive(`It is ${kind}, and a live session runs networks alone.`);
  }
  const model = LIVE_MODELS.find((name) => LIVE_SLOTS[name].labels.join() === labels.join());
  if (model === undefined) {
    const known = LIVE_MODELS.map((name) => LIVE_SLOTS[name].labels.join(', ')).join('; or ');
    return notLive(
      `Its labels are ${labels.join(', ')}; a live session has a place for ${known}, in that order.`,
    );
  }
  const slot = LIVE_SLOTS[model];
  if (signal.name !== slot.signal.name || signal.version !== slot.signal.version) {
    return notLive(
      `It was trained on the signal ${signal.name} ${signal.version}; with these labels a live session gives ${slot.signal.name} ${slot.signal.version}.`,
    );
  }
  const { length, rateHz, maxGap } = SECOND_AT_30_HZ;
  // Gaps that are shorter than it was trained to bridge do no harm.
  if (window.length !== length || window.rateHz !== rateHz || window.maxGapMs < maxGap) {
    return notLive(
      `Its windows are ${window.length} samples at ${window.rateHz} Hz with gaps up to ${window.maxGapMs} ms; those of a live session are ${length} at ${rateHz} Hz with gaps up to ${maxGap} ms.`,
    );
  }
  if (!slot.outputs.includes(output)) {
    return notLive(
      'Each of its levels has a probability of its own; a live session shows one level at a time.',
    );
  }
  return { kind: 'live', model };
}
