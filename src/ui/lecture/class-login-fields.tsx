import { PasswordInput, SimpleGrid, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { IdFault } from '#core/sessions/identity.ts';
import type { LoginDraft, LoginFaults, LoginKind } from './share-draft.ts';

const USER_FAULT_WORDS: Record<IdFault, string> = {
  missing: 'Needed to let you into the class',
  too_long: 'At most 64 characters',
  bad_character: 'Letters, digits, dots, underscores and hyphens only',
};

interface ClassLoginFieldsProps {
  readonly kind: LoginKind;
  readonly value: LoginDraft;
  readonly onChange: (value: LoginDraft) => void;
  /** null until they are to be told. */
  readonly faults: LoginFaults | null;
}

/** What the class's server wants to know. */
export function ClassLoginFields(props: ClassLoginFieldsProps): ReactNode {
  const { kind, value, onChange, faults } = props;
  if (kind === 'join_code') {
    return (
      <TextInput
        label="Join code"
        description="Your instructor has it"
        value={value.secret}
        onChange={(event) => {
          onChange({ ...value, secret: event.currentTarget.value });
        }}
        error={faults?.secret === 'missing' ? 'Needed to let you into the class' : null}
        autoComplete="off"
        spellCheck={false}
        maw="16rem"
      />
    );
  }
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} maw="34rem">
      <TextInput
        label="User name"
        description="Yours at the class’s server"
        value={value.user}
        onChange={(event) => {
          onChange({ ...value, user: event.currentTarget.value.trim() });
        }}
        error={faults === null || faults.user === null ? null : USER_FAULT_WORDS[faults.user]}
        autoComplete="username"
        spellCheck={false}
      />
      <PasswordInput
        label="Password"
        description="Sent to that server alone"
        value={value.secret}
        onChange={(event) => {
          onChange({ ...value, secret: event.currentTarget.value });
        }}
        error={faults?.secret === 'missing' ? 'Needed to let you into the class' : null}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
      />
    </SimpleGrid>
  );
}
