import { describe, expect, it } from 'vitest';
import type { Showing } from '#core/models/model-status.ts';
import { probability, timestampMs } from '#core/units.ts';
import type { ShownModel } from '#stores/live-store.ts';
import { modelAnswer } from '#ui/lecture/model-answer.ts';

const showing = (
  output: Showing['output'],
  thresholds: readonly (number | null)[] | null,
): Showing => ({
  labels: ['a', 'b', 'c'],
  output,
  abstention:
    thresholds === null
      ? null
      : {
          leastPrecision: 0.6,
          labels: thresholds.map((threshold, index) => ({
            label: 'abc'.charAt(index),
            threshold,
            precision: 0.7,
            windows: 30,
            baseRate: 0.3,
          })),
        },
});

const answering = (shown: Showing, ...shares: readonly number[]): ShownModel => ({
  status: {
    kind: 'ready',
    modelId: 'm',
    backend: { chosen: 'typed_arrays', trials: [] },
    showing: shown,
  },
  prediction: { kind: 'predicted', at: timestampMs(0), probabilities: shares.map(probability) },
});

const shares = (model: ShownModel) => {
  const answer = modelAnswer(model);
  return answer.kind === 'labels' ? answer.labels.map((own) => own.probability) : answer;
};
const UNSURE = { kind: 'nothing', reason: 'low_confidence' };

describe('[LIVE-28] what of a model is shown', () => {
  it('of exclusive labels the likeliest, from its own threshold on', () => {
    const shown = showing('exclusive', [0.5, 0.6, null]);
    expect(shares(answering(shown, 0.5, 0.3, 0.2))).toEqual([0.5, null, null]);
    expect(shares(answering(shown, 0.4, 0.59, 0.01))).toEqual(UNSURE);
    expect(shares(answering(shown, 0.1, 0.1, 0.8))).toEqual(UNSURE);
  });

  it('of independent labels each from its own threshold on', () => {
    const shown = showing('independent', [0.5, 0.6, null]);
    expect(shares(answering(shown, 0.9, 0.6, 0.9))).toEqual([0.9, 0.6, null]);
    expect(shares(answering(shown, 0.4, 0.2, 0.9))).toEqual(UNSURE);
  });

  it('nothing, where nothing is known of when it may be believed', () => {
    expect(shares(answering(showing('exclusive', null), 1, 0, 0))).toEqual(UNSURE);
  });

  it('the reason, where the model is not there or said nothing', () => {
    const ready = answering(showing('exclusive', [0, 0, 0]), 1, 0, 0);
    expect(modelAnswer({ ...ready, prediction: null })).toEqual({ kind: 'loading' });
    const gap = { kind: 'abstained', at: timestampMs(0), reason: 'gap' } as const;
    expect(modelAnswer({ ...ready, prediction: gap })).toEqual({ kind: 'nothing', reason: 'gap' });
    const status = { kind: 'unavailable', reason: 'missing', message: 'gone' } as const;
    expect(modelAnswer({ ...ready, status })).toEqual({
      kind: 'nothing',
      reason: 'model_unavailable',
    });
  });
});
