import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ListedModel } from '#core/deployments/listed-model.ts';
import { labelWords, scoreWords } from '../../words/model-words.ts';
import classes from './models.module.css';

/** How well a model does on persons whom it never saw, beside its baselines. */
export function ModelScores({ scores, persons }: ListedModel): ReactNode {
  if (scores.length === 0) {
    return <Text size="sm">Nobody judged it here: how well it does is not known.</Text>;
  }
  return (
    <>
      <dl className={classes['scores']}>
        {scores.map((score) => (
          <div key={score.subject ?? ''} style={{ display: 'contents' }}>
            <dt>Macro-F1{score.subject === null ? '' : ` of ${labelWords(score.subject)}`}</dt>
            <dd>{scoreWords(score)}</dd>
          </div>
        ))}
      </dl>
      <div className={classes['soft']}>
        On {persons} persons whom it never saw; in brackets what 95 of 100 draws of such persons
        give.
      </div>
    </>
  );
}
