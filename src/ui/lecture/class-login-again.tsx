import { Button, Stack } from '@mantine/core';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import type { ClassLogin } from '../class-actions.ts';
import { ClassLoginFields } from './class-login-fields.tsx';
import { hasFaults, loginFaults, type LoginKind, loginOf } from './share-draft.ts';

interface ClassLoginAgainProps {
  readonly kind: LoginKind;
  readonly onLogin: (login: ClassLogin) => void;
}

/** The class did not know the login: it can be typed again while the lecture goes on. */
export function ClassLoginAgain({ kind, onLogin }: ClassLoginAgainProps): ReactNode {
  const [draft, setDraft] = useState({ user: '', secret: '' });
  const [checked, setChecked] = useState(false);
  const faults = loginFaults(kind, draft);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setChecked(true);
    const login = loginOf(kind, draft);
    if (login !== null && !hasFaults(faults)) onLogin(login);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xs">
        <ClassLoginFields
          kind={kind}
          value={draft}
          onChange={setDraft}
          faults={checked ? faults : null}
        />
        <Button type="submit" size="compact-sm" style={{ alignSelf: 'flex-start' }}>
          Join again
        </Button>
      </Stack>
    </form>
  );
}
