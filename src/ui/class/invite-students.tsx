import { Anchor, Button, CopyButton, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Surface } from '../components/surface.tsx';
import { useClass, useSettings } from '../stores-context.ts';
import { studentLink, type ClassPageLink } from './class-link.ts';
import { studentOrigin, type Invitation } from './invitation.ts';
import classes from './live-class.module.css';

export interface InviteProps {
  readonly link: ClassPageLink;
  readonly invitation: Invitation;
}

/** While nobody is there: how students come in. */
export function Welcome(props: InviteProps): ReactNode {
  const isEmpty = useClass((state) => state.messages === 0);
  const isConnected = useClass((state) => state.link?.kind === 'connected');
  if (!isConnected || !isEmpty) return null;
  return (
    <Surface labelledBy="invite-heading">
      <Title order={2} id="invite-heading" mb="xs">
        Nobody has come yet
      </Title>
      <HowToCome {...props} />
    </Surface>
  );
}

/** How students come in, by how this site's classes talk. */
export function HowToCome({ link, invitation }: InviteProps): ReactNode {
  const { class: deployment } = useSettings();
  const minimumGroup = useClass((state) => state.minimumGroup);
  const joinCode = invitation.joinCode ?? link.joinCode;
  const path = studentLink({ ...link, joinCode });
  const origin = studentOrigin(invitation, new URL(document.baseURI));
  return (
    <Stack gap="sm" maw="var(--heed-width-reading)" mt="xs">
      {deployment.channel === 'tabs' ? (
        <Text>
          This site connects tabs of one browser.{' '}
          <Anchor href={path} target="_blank" rel="noopener">
            Open the lecture in another tab
          </Anchor>
          , choose there what to share, and start it.
        </Text>
      ) : (
        <>
          {origin === null ? (
            <Text>
              Give students the link that was printed where the class was started: this page’s own
              address works on this machine alone. Each chooses there what to share.
            </Text>
          ) : (
            <>
              <Text>
                Give students this link. Each chooses there what to share; nobody is seen who chose
                nothing.
              </Text>
              <Address address={origin + path} />
            </>
          )}
          <Text c="dimmed">
            {deployment.channel === 'broker' && deployment.login === 'password'
              ? 'They log in with the user and password that each was given.'
              : joinCode === null
                ? 'They are asked for the class’s code.'
                : `The class’s code is ${joinCode}.`}
          </Text>
        </>
      )}
      <Text c="dimmed">
        Figures appear once {minimumGroup} students share. Whoever shares by name appears at once.
      </Text>
    </Stack>
  );
}

function Address({ address }: { readonly address: string }): ReactNode {
  return (
    <div className={classes['address']}>
      <code>{address}</code>
      <CopyButton value={address}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {copied ? 'Copied' : 'Copy the link'}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
