import { Anchor, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { DROP_REASONS } from '#core/live/messages/class-message.ts';
import { useClass } from '../stores-context.ts';
import { DROP_WORDS, messageWords } from '../words/class-words.ts';
import classes from './class-foot.module.css';
import { HowToCome, type InviteProps } from './invite-students.tsx';

/** What stands behind the page, folded. */
export function ClassFoot(props: InviteProps): ReactNode {
  const hasBegun = useClass((state) => state.messages > 0);
  return (
    <div className={classes['foot']}>
      {hasBegun && (
        <details>
          <summary>How more students come in</summary>
          <HowToCome {...props} />
        </details>
      )}
      <Messages />
      <Kept />
      <Protection />
    </div>
  );
}

function Messages(): ReactNode {
  const received = useClass((state) => messageWords(state.messages));
  const dropped = useClass((state) => state.dropped);
  const reasons = DROP_REASONS.filter((reason) => (dropped[reason] ?? 0) > 0);
  return (
    <details>
      <summary>Messages received: {received}</summary>
      {reasons.length === 0 ? (
        <p>None had to be left out.</p>
      ) : (
        <>
          <p>Left out, because they were</p>
          <ul>
            {reasons.map((reason) => (
              <li key={reason}>
                {DROP_WORDS[reason]}: {dropped[reason]}
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}

function Kept(): ReactNode {
  const recordId = useClass((state) => state.recordId);
  return (
    <details>
      <summary>What is kept of this class</summary>
      <p>
        In this browser alone: the figures that were shown, and those of students who share by name.
        Nothing of anybody else alone is written, and no message is kept.
      </p>
      {recordId !== null && (
        <Text component="p">
          <Anchor component={Link} href={`/class/records/${recordId}`}>
            The record so far
          </Anchor>
          , with exports, and with a way to delete it.
        </Text>
      )}
    </details>
  );
}

function Protection(): ReactNode {
  const minimumGroup = useClass((state) => state.minimumGroup);
  return (
    <details>
      <summary>How this protects students</summary>
      <ul>
        <li>
          Only who chose to share is counted. A student’s own panel shows every message as it goes
          out: a score, a status, a place in the lecture. No picture, ever.
        </li>
        <li>
          A figure stands for at least {minimumGroup} students who share without a name. With fewer
          there is no figure.
        </li>
        <li>
          When somebody comes or goes, figures before and after could be compared, and their
          difference would tell of that one student. So the groups behind two figures are the same
          or differ by at least {minimumGroup} students; where that can’t be had, a figure is held
          back for a while.
        </li>
        <li>
          This protects what a figure says of one student. It doesn’t hide what a whole class does,
          nor what many figures together might hint at over time.
        </li>
        <li>Nobody is ranked. Who shares by name stands in the order of names.</li>
      </ul>
    </details>
  );
}
