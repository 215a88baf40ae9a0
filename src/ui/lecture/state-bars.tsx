import type { ReactNode } from 'react';
import { LEARNING_STATES } from '#core/models/prediction.ts';
import { useLive } from '../stores-context.ts';
import { percent } from '../words/format.ts';
import { ABSTENTION_WORDS, STATE_WORDS } from '../words/status-words.ts';
import classes from './monitor-panel.module.css';

/** How likely the model holds each state now, or why it says nothing. */
export function StateBars(): ReactNode {
  const prediction = useLive((state) => state.prediction);
  const labels = useLive((state) => state.labels);
  const model = useLive((state) => state.model);

  if (model?.kind === 'loading' || (prediction === null && model?.kind !== 'unavailable')) {
    return <p className={classes['small']}>The learning-states model is loading.</p>;
  }
  if (model?.kind === 'unavailable' || prediction === null) {
    return <p className={classes['small']}>{ABSTENTION_WORDS.model_unavailable}</p>;
  }
  if (prediction.kind === 'abstained') {
    return (
      <p className={classes['small']}>
        No learning states now: {ABSTENTION_WORDS[prediction.reason].toLowerCase()}.
      </p>
    );
  }
  const shown = labels.length > 0 ? labels : LEARNING_STATES;
  return (
    <dl className={classes['states']} aria-label="Learning states, as the model estimates them">
      {shown.map((label, index) => {
        const state = LEARNING_STATES.find((known) => known === label);
        const share = prediction.probabilities[index];
        if (share === undefined) return null;
        return (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{state === undefined ? label : STATE_WORDS[state]}</dt>
            <dd style={{ margin: 0 }} aria-hidden="true">
              <div className={classes['track']}>
                <div
                  className={classes['fill']}
                  style={{
                    transform: `scaleX(${share})`,
                    background: `var(--heed-state-${state ?? 'engagement'})`,
                  }}
                />
              </div>
            </dd>
            <dd className={classes['share']} style={{ marginInlineStart: 0 }}>
              {percent(share)}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
