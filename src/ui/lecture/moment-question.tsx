import { Button, Group } from '@mantine/core';
import { type FocusEvent, useRef, type ReactNode } from 'react';
import type { MomentAnswer } from '#core/moments/answered-moment.ts';
import { useActions } from '../actions.ts';
import { useLearning } from '../stores-context.ts';
import { QUESTION_WORDS } from '../words/moment-words.ts';
import classes from './moment-question.module.css';

/**
 * Asks about a moment that just passed, beside the lecture. It takes no focus and goes by itself; not
 * while somebody is at it.
 */
export function MomentQuestion(): ReactNode {
  const { answerMoment, holdMoment } = useActions();
  const question = useLearning((state) => state.question);
  /** Where the keyboard was before it came here. */
  const cameFrom = useRef<HTMLElement | null>(null);
  const answer = (said: MomentAnswer | 'dismissed'): void => {
    answerMoment(said);
    cameFrom.current?.focus();
    cameFrom.current = null;
  };
  const hold = (): void => {
    holdMoment(true);
  };
  const holdFocused = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (relatedTarget instanceof HTMLElement && !currentTarget.contains(relatedTarget)) {
      cameFrom.current = relatedTarget;
    }
    hold();
  };
  const letGo = (): void => {
    holdMoment(false);
  };
  return (
    <div
      className={classes[question === null ? 'silent' : 'question']}
      onFocus={holdFocused}
      onBlur={letGo}
      onPointerEnter={hold}
      onPointerLeave={letGo}
    >
      <p className={classes['asked']} role="status">
        {question === null ? '' : QUESTION_WORDS[question.place]}
      </p>
      {question !== null && (
        <>
          <Group gap="xs" mt="sm">
            <Button
              variant="default"
              size="compact-md"
              onClick={() => {
                answer('distracted');
              }}
            >
              Yes, distracted
            </Button>
            <Button
              variant="default"
              size="compact-md"
              onClick={() => {
                answer('attentive');
              }}
            >
              No, I was following
            </Button>
            <Button
              variant="subtle"
              color="gray"
              size="compact-md"
              onClick={() => {
                answer('dismissed');
              }}
            >
              Not now
            </Button>
          </Group>
          <p className={classes['soft']}>
            Your answer stays on this device. The question goes away by itself.
          </p>
        </>
      )}
    </div>
  );
}
