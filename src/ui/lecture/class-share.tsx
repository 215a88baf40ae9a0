import { Button, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { useActions } from '../actions.ts';
import { useSettings, useShare } from '../stores-context.ts';
import {
  bytesOf,
  CHOICE_WORDS,
  linkWords,
  messageRows,
  waitingWords,
} from '../words/share-words.ts';
import { ClassLoginAgain } from './class-login-again.tsx';
import classes from './class-share.module.css';
import { loginKindOf } from './share-draft.ts';

/** What goes out to the class, exactly; and how to stop it. */
export function ClassShare(): ReactNode {
  const { stopSharing, shareAgain } = useActions();
  const { class: deployment } = useSettings();
  const chosen = useShare((state) => state.chosen.kind);
  const choice = useShare((state) => state.choice.kind);
  const sent = useShare((state) => state.sent);
  if (deployment.channel === 'off') return null;
  const on = choice !== 'nothing';
  return (
    <section className={classes['share']} aria-labelledby="class-share-heading">
      <div className={classes['head']}>
        <h3 id="class-share-heading">What your class gets</h3>
        <span className={classes['state']} data-on={on}>
          {on ? CHOICE_WORDS[choice] : 'nothing'}
        </span>
      </div>
      {on && (
        <>
          <Link />
          <LastMessage />
        </>
      )}
      {!on && sent > 0 && <p>You stopped sharing. What was sent stays sent.</p>}
      {chosen !== 'nothing' && (
        <Button
          variant="default"
          size="compact-sm"
          className={classes['press']}
          onClick={() => {
            if (on) stopSharing();
            else shareAgain();
          }}
        >
          {on ? 'Stop sharing' : 'Share again'}
        </Button>
      )}
    </section>
  );
}

function Link(): ReactNode {
  const { shareAgain } = useActions();
  const { class: deployment } = useSettings();
  const link = useShare((state) => state.link);
  const waiting = useShare((state) => state.waiting);
  const loginKind = loginKindOf(deployment);
  if (link === null) return null;
  const words = linkWords(link, loginKind);
  return (
    <>
      <p role="status">{words}</p>
      {waiting > 0 && link.kind !== 'refused' && <p>{waitingWords(waiting)}</p>}
      {link.kind === 'refused' && link.said !== '' && (
        <details>
          <summary>Technical details</summary>
          <code>{link.said}</code>
        </details>
      )}
      {link.kind === 'refused' &&
        (loginKind !== null && link.reason !== 'failed' ? (
          <ClassLoginAgain kind={loginKind} onLogin={shareAgain} />
        ) : (
          <Button
            variant="default"
            size="compact-sm"
            className={classes['press']}
            onClick={() => {
              shareAgain();
            }}
          >
            Try again
          </Button>
        ))}
    </>
  );
}

function LastMessage(): ReactNode {
  const last = useShare((state) => state.last);
  const sent = useShare((state) => state.sent);
  if (last === null || last.message.kind !== 'state') return null;
  return (
    <>
      <dl className={classes['fields']}>
        {messageRows(last.message).map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <details>
        <summary>
          The exact text <VisuallyHidden>of the last message</VisuallyHidden>
        </summary>
        <code>{last.text}</code>
        <p>
          {bytesOf(last.text)} bytes; {sent.toLocaleString('en-GB')} sent so far.
        </p>
      </details>
    </>
  );
}
