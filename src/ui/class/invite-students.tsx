import { Anchor, Button, CopyButton, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Surface } from '../components/surface.tsx';
import { useClass, useSettings } from '../stores-context.ts';
import { studentLink, type ClassPageLink } from './class-link.ts';
import classes from './live-class.module.css';

/** While nobody is there: how students come in. */
export function Welcome({ link }: { readonly link: ClassPageLink }): ReactNode {
  const isEmpty = useClass((state) => state.messages === 0);
  const isConnected = useClass((state) => state.link?.kind === 'connected');
  if (!isConnected || !isEmpty) return null;
  return (
    <Surface labelledBy="invite-heading">
      <Title order={2} id="invite-heading" mb="xs">
        Nobody has come yet
      </Title>
      <Invitation link={link} />
    </Surface>
  );
}

/** How students come in, by how this site's classes talk. */
export function Invitation({ link }: { readonly link: ClassPageLink }): ReactNode {
  const { class: deployment } = useSettings();
  const minimumGroup = useClass((state) => state.minimumGroup);
  const path = studentLink(link);
  const address = new URL(path, document.baseURI).href;
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
          <Text>
            Give students this link. Each chooses there what to share; nobody is seen who chose
            nothing.
          </Text>
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
          <Text c="dimmed">
            {deployment.channel === 'broker' && deployment.login === 'password'
              ? 'They log in with the user and password that each was given.'
              : link.joinCode === null
                ? 'They are asked for the class’s code.'
                : `The class’s code, ${link.joinCode}, is in the link.`}
          </Text>
        </>
      )}
      <Text c="dimmed">
        Figures appear once {minimumGroup} students share. Whoever shares by name appears at once.
      </Text>
    </Stack>
  );
}
