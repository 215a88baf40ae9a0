import type { ReactNode } from 'react';
import { ATTENTION_LEVELS } from '#core/models/prediction.ts';
import { useLive } from '../stores-context.ts';
import { percent } from '../words/format.ts';
import { ABSTENTION_WORDS, LEVEL_WORDS } from '../words/status-words.ts';
import { type ModelAnswer, modelAnswer } from './model-answer.ts';
import classes from './monitor-panel.module.css';

function words(answer: ModelAnswer): string {
  switch (answer.kind) {
    case 'loading':
      return 'the model is loading.';
    case 'nothing':
      return `no level now. ${ABSTENTION_WORDS[answer.reason]}.`;
    case 'labels': {
      const called = answer.labels.find(({ probability }) => probability !== null);
      const level = ATTENTION_LEVELS.find((known) => known === called?.label);
      return `${level === undefined ? (called?.label ?? '') : LEVEL_WORDS[level].toLowerCase()} (${percent(called?.probability ?? 0)} likely)`;
    }
  }
}

/** How engaged the student looks by gaze, head, eyes and presence, where the model may say so. */
export function AttentionLevelLine(): ReactNode {
  const model = useLive((state) => state.models.attention_level);
  if (model === null) return null;
  const answer = modelAnswer(model);
  const reached =
    answer.kind === 'labels'
      ? answer.labels.findIndex(({ probability }) => probability !== null)
      : -1;
  return (
    <div className={classes['small']}>
      By gaze, head and eyes: {words(answer)}
      <div className={classes['scale']} aria-hidden="true">
        {ATTENTION_LEVELS.map((level, index) => (
          <span key={level} data-on={index <= reached} />
        ))}
      </div>
    </div>
  );
}
