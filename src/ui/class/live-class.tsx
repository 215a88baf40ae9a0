import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { ClassDeployment } from '#core/policy/deployment.ts';
import { useActions } from '../actions.ts';
import type { ClassLogin } from '../class-actions.ts';
import { Page } from '../components/page.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { Surface } from '../components/surface.tsx';
import { useClass, useSettings } from '../stores-context.ts';
import { ClassAlerts } from './class-alerts.tsx';
import { ClassFoot } from './class-foot.tsx';
import { ClassHead } from './class-head.tsx';
import { ClassLoginForm } from './class-login-form.tsx';
import type { ClassPageLink } from './class-link.ts';
import { ClassMoments } from './class-moments.tsx';
import { ClassTimeline } from './class-timeline.tsx';
import type { Invitation } from './invitation.ts';
import { Welcome } from './invite-students.tsx';
import classes from './live-class.module.css';
import { NamedStudents } from './named-students.tsx';

/** Who the instructor is to a broker with one code for the class. */
const INSTRUCTOR = 'instructor';

const isJoinedByCode = (deployment: ClassDeployment): boolean =>
  deployment.channel === 'broker' && deployment.login === 'join_code';

interface LiveClassProps {
  readonly link: ClassPageLink;
  readonly invitation: Invitation;
}

/** The class as it runs, once whoever looks may see it. */
export function LiveClass({ link, invitation }: LiveClassProps): ReactNode {
  const { openClass, closeClass } = useActions();
  const { class: deployment } = useSettings();
  const refusal = useClass(({ link: state }) => (state?.kind === 'refused' ? state : null));
  const [login, setLogin] = useState<ClassLogin | null>(() => {
    const secret = isJoinedByCode(deployment) ? invitation.key : null;
    return secret === null ? null : { user: INSTRUCTOR, secret };
  });
  const [hasEnded, setHasEnded] = useState(false);
  const { room } = link;
  const isOff = deployment.channel === 'off';
  const asksLogin = deployment.channel === 'broker' && login === null;
  const isOpen = !isOff && !asksLogin && !hasEnded;

  useEffect(() => {
    if (!isOpen) return;
    openClass(room, login);
    return () => void closeClass();
  }, [isOpen, room, login, openClass, closeClass]);

  const title = `Lecture ${room.lectureId}`;
  if (isOff) return <NoClass title={title} />;
  if (asksLogin || refusal?.reason === 'wrong_login') {
    return (
      <Page title={title} width="reading" lead={`Course ${room.courseId}. The class, as it runs.`}>
        <ClassLoginForm
          way={isJoinedByCode(deployment) ? 'key' : 'password'}
          refused={refusal?.reason === 'wrong_login' ? refusal.said : null}
          onLogin={({ user, secret }) => {
            setLogin({ user: user ?? INSTRUCTOR, secret });
          }}
        />
      </Page>
    );
  }
  return (
    <Page title={title} width="stage">
      <Stack gap="lg">
        <ClassHead
          room={room}
          hasEnded={hasEnded}
          onEnd={() => {
            setHasEnded(true);
          }}
          onOpenAgain={() => {
            setHasEnded(false);
          }}
        />
        <ClassTrouble
          onRetry={() => {
            openClass(room, login);
          }}
        />
        <ClassAlerts />
        <Welcome link={link} invitation={invitation} />
        <ClassTimeline />
        <div className={classes['columns']}>
          <ClassMoments src={link.src} slides={link.slides} />
          <NamedStudents />
        </div>
        <ClassFoot link={link} invitation={invitation} />
      </Stack>
    </Page>
  );
}

/** What keeps the class from being seen, or its record from being kept. */
function ClassTrouble({ onRetry }: { readonly onRetry: () => void }): ReactNode {
  const trouble = useClass((state) => state.problem);
  const refusal = useClass(({ link }) => (link?.kind === 'refused' ? link : null));
  const minor = trouble?.kind === 'class_record_failed';
  if (refusal !== null) {
    const kind = refusal.reason === 'not_allowed' ? 'class_not_allowed' : 'class_unavailable';
    return (
      <ProblemAlert problem={{ kind, detail: refusal.said }}>
        <Button onClick={onRetry}>Try again</Button>
      </ProblemAlert>
    );
  }
  if (trouble === null) return null;
  return (
    <ProblemAlert problem={trouble} quiet={minor}>
      {minor ? undefined : <Button onClick={onRetry}>Try again</Button>}
    </ProblemAlert>
  );
}

function NoClass({ title }: { readonly title: string }): ReactNode {
  return (
    <Page title={title} width="reading" lead="This site is set up without classes.">
      <Surface>
        <Text>
          Students watch here each for themselves, and nothing is shared. Whoever runs this site can
          change that: “class” in heed.config.json.
        </Text>
        <Text mt="md">
          <Anchor component={Link} href="/lecture">
            Open a lecture
          </Anchor>
        </Text>
      </Surface>
    </Page>
  );
}
