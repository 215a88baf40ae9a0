import { Anchor, Button, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Icon } from '../components/icon.tsx';
import { DEMO_LINK, DEMO_WITH_RECORDING_LINK } from '../lecture/lecture-link.ts';
import classes from './home-page.module.css';
import { HomePicture } from './home-picture.tsx';

export function HomePage(): ReactNode {
  useDocumentTitle('Heed: attention in a lecture, read on your own device');
  return (
    <>
      <div className={classes['hero']}>
        <div>
          <Title order={1}>See how a lecture holds your attention</Title>
          <Text size="lg" c="dimmed" mt="md">
            While you watch, Heed reads where you look, how your head is turned and how open your
            eyes are. You see your own score as it happens, and the whole session afterwards.
          </Text>
          <div className={classes['promise']}>
            <Icon name="home" size={24} />
            <Text fw={600}>
              All of it happens in this browser. Nothing leaves your device unless you choose to
              share with your class, and never a picture. None is kept unless you ask for it.
            </Text>
          </div>
        </div>
        <div className={classes['picture']}>
          <HomePicture />
        </div>
      </div>

      <ul className={classes['doors']}>
        <li className={[classes['door'], classes['open']].join(' ')}>
          <Title order={2}>Lecture</Title>
          <Text>
            Watch a lecture and find your session afterwards: its timeline, and its numbers to take
            along. A short demo is at hand, and you are asked before anything is read.
          </Text>
          <div className={classes['ways']}>
            <Button component={Link} href={DEMO_LINK} rightSection={<Icon name="arrow" />}>
              Watch the demo lecture
            </Button>
            <Anchor component={Link} href="/lecture">
              Open your own lecture
            </Anchor>
            <Anchor component={Link} href={DEMO_WITH_RECORDING_LINK}>
              No webcam? Try with a recording
            </Anchor>
          </div>
        </li>
        <li className={classes['door']}>
          <Title order={2}>Class</Title>
          <Text>
            For teaching: how a whole class follows, from students who chose to share, and nobody
            alone who did not choose that too.
          </Text>
          <div className={classes['ways']}>
            <Anchor component={Link} href="/class">
              Open a class
            </Anchor>
          </div>
        </li>
        <li className={classes['door']}>
          <Title order={2}>Lab</Title>
          <Text>
            For research: label sessions, train a model in the browser, and see honestly how well it
            does.
          </Text>
          <div className={classes['ways']}>
            <Anchor component={Link} href="/lab">
              What will be here
            </Anchor>
          </div>
        </li>
      </ul>
    </>
  );
}
