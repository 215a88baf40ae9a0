import type { ReactNode } from 'react';
import { LEARNING_STATES } from '#core/models/prediction.ts';
import { useLive } from '../stores-context.ts';
import { percent } from '../words/format.ts';
import { ABSTENTION_WORDS, STATE_WORDS } from '../words/status-words.ts';
import { modelAnswer } from './model-answer.ts';
import classes from './monitor-panel.module.css';

const LABEL = 'Learning states, as the model estimates them';

/** How likely the model holds each state now, where it may say so, or why it says nothing. */
export function StateBars(): ReactNode {
  const model = useLive((state) => state.models.learning_states);
  const answer = model === null ? { kind: 'loading' as const } : modelAnswer(model);
  if (answer.kind === 'loading') {
    return <p className={classes['small']}>The learning-states model is loading.</p>;
  }
  if (answer.kind === 'nothing') {
    return (
      <div role="group" aria-label={LABEL} className={classes['small']}>
        No learning states now: {ABSTENTION_WORDS[answer.reason].toLowerCase()}.
      </div>
    );
  }
  return (
    <dl className={classes['states']} aria-label={LABEL}>
      {answer.labels.map(({ label, probability }) => {
        const state = LEARNING_STATES.find((known) => known === label);
        return (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{state === undefined ? label : STATE_WORDS[state]}</dt>
            {probability === null ? (
              <dd className={classes['unsure']} style={{ marginInlineStart: 0 }}>
                not sure
              </dd>
            ) : (
              <>
                <dd style={{ margin: 0 }} aria-hidden="true">
                  <div className={classes['track']}>
                    <div
                      className={classes['fill']}
                      style={{
                        transform: `scaleX(${probability})`,
                        background: `var(--heed-state-${state ?? 'engagement'})`,
                      }}
                    />
                  </div>
                </dd>
                <dd className={classes['share']} style={{ marginInlineStart: 0 }}>
                  {percent(probability)}
                </dd>
              </>
            )}
          </div>
        );
      })}
    </dl>
  );
}
