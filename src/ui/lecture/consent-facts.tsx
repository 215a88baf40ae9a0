import type { ReactNode } from 'react';
import { Icon, type IconName } from '../components/icon.tsx';
import { Surface } from '../components/surface.tsx';
import classes from './consent.module.css';

interface Fact {
  readonly icon: IconName;
  readonly term: string;
  readonly text: string;
}

/** Where a class can be shared with, what leaves is the student's own choice. */
const STAYS_HERE =
  'Everything. No picture leaves this device, and none is kept unless you switch that on below. There is no account and no server behind this page.';
const STAYS_UNLESS_SHARED =
  'Everything, unless you choose below to share a few numbers with your class. A picture never leaves this device, and none is kept unless you switch that on.';

const factsOf = (canShare: boolean): readonly Fact[] => [
  {
    icon: 'camera',
    term: 'What is read',
    text: 'The camera’s picture of your face and shoulders becomes numbers at once: where you look, how your head is turned, how your face moves, how open your eyes are, how you sit, and whether the picture is good enough for that.',
  },
  {
    icon: 'home',
    term: 'What stays here',
    text: canShare ? STAYS_UNLESS_SHARED : STAYS_HERE,
  },
  {
    icon: 'log',
    term: 'What is logged',
    text: 'Those numbers, the score and levels made from them, and events: blinks, smiles, yawns, nods, turns and looks away, hands, who else is in view; play, pause, jumps, tab changes, and counts of clicks and key presses, never which key. All in this browser.',
  },
  {
    icon: 'hand',
    term: 'How to stop',
    text: 'Pause or stop with one press while you watch. “Stop and delete” removes the session from this browser as if it had never been.',
  },
];

export function ConsentFacts({ canShare }: { readonly canShare: boolean }): ReactNode {
  return (
    <Surface>
      <dl className={classes['facts']}>
        {factsOf(canShare).map(({ icon, term, text }) => (
          <div key={term} className={classes['fact']}>
            <dt>
              <Icon name={icon} size={24} />
              {term}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Surface>
  );
}
