import { Radio, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ClassDeployment } from '#core/policy/deployment.ts';
import { cleanName } from '#core/live/messages/names.ts';
import type { SessionMode } from '#core/sessions/records.ts';
import { Surface } from '../components/surface.tsx';
import { shareFacts, shareWays } from '../words/share-words.ts';
import { ClassLoginFields } from './class-login-fields.tsx';
import classes from './consent.module.css';
import { loginKindOf, type ShareDraft, type ShareFaults } from './share-draft.ts';

interface ClassChoiceProps {
  readonly deployment: Exclude<ClassDeployment, { channel: 'off' }>;
  readonly mode: SessionMode;
  readonly value: ShareDraft;
  readonly onChange: (value: ShareDraft) => void;
  /** null until they are to be told. */
  readonly faults: ShareFaults | null;
}

const NAME_WORDS = 'As your instructor knows you';

/** A name that is too long, or holds what cannot be seen, is not shown as it was typed. */
function nameWords(name: string): string {
  const shown = cleanName(name);
  return shown === null || shown === name.trim() ? NAME_WORDS : `It will be shown as “${shown}”`;
}

/** What the class may know: nothing, unless the student says otherwise. */
export function ClassChoice(props: ClassChoiceProps): ReactNode {
  const { deployment, mode, value, onChange, faults } = props;
  const ways = shareWays(deployment);
  const loginKind = loginKindOf(deployment);
  const shares = value.kind !== 'nothing';
  return (
    <Surface labelledBy="class-heading" mt="lg">
      <Stack gap="md">
        <div>
          <Title order={2} id="class-heading">
            Your class
          </Title>
          <Text c="dimmed">
            You may let your instructor see how this lecture goes. It makes no difference to what
            you can do here.
          </Text>
        </div>
        <dl className={classes['told']}>
          {shareFacts(deployment, mode).map(([term, text]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        <Radio.Group
          aria-labelledby="class-heading"
          value={value.kind}
          onChange={(kind) => {
            const way = ways.find((known) => known.kind === kind);
            if (way !== undefined) onChange({ ...value, kind: way.kind });
          }}
        >
          <Stack gap="xs">
            {ways.map(({ kind, label, text }) => (
              <Radio key={kind} value={kind} label={label} description={text} />
            ))}
          </Stack>
        </Radio.Group>
        {value.kind === 'by_name' && (
          <TextInput
            label="Name"
            description={nameWords(value.name)}
            value={value.name}
            onChange={(event) => {
              onChange({ ...value, name: event.currentTarget.value });
            }}
            error={faults?.name === 'missing' ? 'Give a name, or choose to share without it' : null}
            autoComplete="name"
            maw="26rem"
          />
        )}
        {shares && mode === 'learning_states' && (
          <Switch
            checked={value.states}
            onChange={(event) => {
              onChange({ ...value, states: event.currentTarget.checked });
            }}
            label="Also share the learning states"
            description="Off unless you switch it on. The model’s guesses of boredom, engagement, confusion and frustration, where it is sure enough to show them to you."
          />
        )}
        {shares && loginKind !== null && (
          <ClassLoginFields
            kind={loginKind}
            value={value.login}
            onChange={(login) => {
              onChange({ ...value, login });
            }}
            faults={faults}
          />
        )}
      </Stack>
    </Surface>
  );
}
