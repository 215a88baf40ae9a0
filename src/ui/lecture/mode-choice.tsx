import type { ReactNode } from 'react';
import { CAMERA_MODES } from '#core/policy/modes.ts';
import type { SessionMode } from '#core/sessions/records.ts';
import { Icon, type IconName } from '../components/icon.tsx';
import { MODE_WORDS } from '../words/status-words.ts';
import classes from './consent.module.css';

interface ModeWords {
  readonly icon: IconName;
  readonly infers: string;
  readonly how: string;
  readonly note: string | null;
}

const MODES: Record<SessionMode, ModeWords> = {
  attention: {
    icon: 'attention',
    infers:
      'Infers whether you are there, where you look, how your head is turned, drowsiness and a little of how you sit; from these a score from 0 to 100, and by a small model how engaged you look.',
    how: 'The model knows gaze, head, eyes and presence alone. No emotions are inferred; the model for them isn’t even loaded.',
    note: null,
  },
  learning_states: {
    icon: 'states',
    infers:
      'Infers all of that, and how likely boredom, engagement, confusion and frustration are at each moment.',
    how: 'A model that was trained on other people estimates the four states. Take them as guesses.',
    note: 'In schools in the European Union, inferring students’ emotions is unlawful (AI Act, Article 5).',
  },
  events_only: {
    icon: 'cameraless',
    infers: 'Infers nothing about you. The camera stays off and is never asked for.',
    how: 'Only events are logged: play, pause, jumps, tab changes, counts of clicks and key presses.',
    note: null,
  },
};

interface ModeChoiceProps {
  readonly offered: readonly SessionMode[];
  /** Modes that can't work on this machine. */
  readonly impossible: readonly SessionMode[];
  readonly value: SessionMode | null;
  readonly onChange: (mode: SessionMode) => void;
  readonly invalid: boolean;
}

/** Equal ways on, none chosen beforehand. */
export function ModeChoice(props: ModeChoiceProps): ReactNode {
  const { offered, impossible, value, onChange, invalid } = props;
  const withheld = CAMERA_MODES.filter((mode) => !offered.includes(mode));
  return (
    <>
      <div
        className={classes['ways']}
        role="radiogroup"
        aria-labelledby="ways-heading"
        aria-describedby={invalid ? 'ways-error' : undefined}
        aria-required="true"
      >
        {offered.map((mode) => {
          const { icon, infers, how, note } = MODES[mode];
          const disabled = impossible.includes(mode);
          return (
            <label key={mode} className={classes['way']}>
              <span className={classes['name']}>
                <input
                  type="radio"
                  name="mode"
                  value={mode}
                  checked={value === mode}
                  disabled={disabled}
                  aria-labelledby={`mode-${mode}`}
                  aria-describedby={`mode-${mode}-infers`}
                  onChange={() => {
                    onChange(mode);
                  }}
                />
                <span id={`mode-${mode}`}>{MODE_WORDS[mode]}</span>
                <Icon name={icon} size={24} />
              </span>
              <span id={`mode-${mode}-infers`} className={classes['infers']}>
                <span>{infers}</span>
                <span className={classes['small']}>{how}</span>
              </span>
              {note !== null && <span className={classes['note']}>{note}</span>}
              {disabled && <span className={classes['note']}>Not possible in this browser.</span>}
            </label>
          );
        })}
      </div>
      {withheld.length > 0 && (
        <p className={classes['small']}>
          {withheld.map((mode) => MODE_WORDS[mode]).join(' and ')}: not offered on this site.
        </p>
      )}
    </>
  );
}
