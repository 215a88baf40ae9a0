import { Button, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { timestampMs } from '#core/units.ts';
import type { ShownLearner } from '#stores/learning-store.ts';
import { useActions } from '../actions.ts';
import { useLearning } from '../stores-context.ts';
import { dateAndTime } from '../words/format.ts';
import { answerWords, outcomeWords } from '../words/moment-words.ts';
import classes from './sessions-page.module.css';

/** What a student answered, what a model learnt from it, and the way back. */
export function LearntLine({ learner }: { readonly learner: ShownLearner }): ReactNode {
  const { backToShipped } = useActions();
  const isLearning = useLearning((state) => state.learningFor === learner.studentId);
  const [failed, setFailed] = useState(false);
  const { studentId, personal, outcomes } = learner;
  const [own] = personal.toSorted((a, b) => b.since - a.since);
  return (
    <div className={classes['learnt']}>
      <Text size="sm">{answerWords(learner)}</Text>
      {isLearning && <Text size="sm">Learning from them now, on this device.</Text>}
      {own !== undefined && (
        <div className={classes['own']}>
          <Text size="sm">
            They have a model of their own since {dateAndTime(timestampMs(own.since))}.
          </Text>
          <Button
            variant="default"
            size="compact-sm"
            aria-label={`Back to the model everybody has, for ${studentId}`}
            onClick={() =>
              void backToShipped(studentId).then((outcome) => {
                setFailed(outcome === 'failed');
              })
            }
          >
            Back to the model everybody has
          </Button>
        </div>
      )}
      {failed && (
        <Text size="sm" role="status">
          It could not be removed: the browser’s storage did not answer. Nothing was changed; reload
          the page and try again.
        </Text>
      )}
      {outcomes.length > 0 && (
        <details className={classes['outcomes']}>
          <summary>What was learnt</summary>
          <ul>
            {outcomes.map((outcome) => (
              <li key={outcome.at}>
                {outcomeWords(outcome)}
                <Text size="sm" c="dimmed">
                  {outcome.sentences.join(' ')}
                </Text>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
