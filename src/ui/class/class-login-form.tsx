import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { Surface } from '../components/surface.tsx';
import classes from '../components/problem-alert.module.css';

interface ClassLoginFormProps {
  /** The instructor's key, or a user with a password. */
  readonly way: 'key' | 'password';
  /** What the other side said to the last try; null where there was none. */
  readonly refused: string | null;
  readonly onLogin: (login: { readonly user: string | null; readonly secret: string }) => void;
}

/** Asks who wants to see the class, and says so where that was wrong. */
export function ClassLoginForm({ way, refused, onLogin }: ClassLoginFormProps): ReactNode {
  const [user, setUser] = useState('');
  const [secret, setSecret] = useState('');
  const [checked, setChecked] = useState(false);
  const asksUser = way === 'password';
  const wrong = asksUser
    ? 'This user and password were not accepted. Check both, and try again.'
    : 'This key was not accepted. It is in the link that was printed where the class was started.';

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (secret === '' || (asksUser && user.trim() === '')) return;
    onLogin({ user: asksUser ? user.trim() : null, secret });
  };

  return (
    <Surface>
      <form onSubmit={submit} noValidate>
        <Stack gap="md" maw="26rem">
          {refused !== null && (
            <div role="alert">
              <Text fw={600}>{wrong}</Text>
              {refused !== '' && (
                <details className={classes['details']}>
                  <summary>Technical details</summary>
                  <code>{refused}</code>
                </details>
              )}
            </div>
          )}
          {asksUser && (
            <TextInput
              label="User"
              description="As whoever runs this class gave it to you"
              value={user}
              onChange={(event) => {
                setUser(event.currentTarget.value);
              }}
              error={checked && user.trim() === '' ? 'Who are you to the class?' : null}
              autoComplete="username"
              spellCheck={false}
            />
          )}
          <PasswordInput
            label={asksUser ? 'Password' : 'Instructor’s key'}
            description={
              asksUser
                ? 'It goes to the class’s broker and is not kept'
                : 'Not the code that students join with'
            }
            value={secret}
            onChange={(event) => {
              setSecret(event.currentTarget.value);
            }}
            error={checked && secret === '' ? 'Needed to see the class' : null}
            autoComplete={asksUser ? 'current-password' : 'off'}
            visibilityToggleButtonProps={{ 'aria-label': 'Show what is typed' }}
          />
          <Button type="submit" style={{ alignSelf: 'flex-start' }}>
            Show the class
          </Button>
        </Stack>
      </form>
    </Surface>
  );
}
