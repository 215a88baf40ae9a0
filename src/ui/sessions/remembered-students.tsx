import { Button, Text, Title } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import type { RememberedStudent } from '#stores/settings-store.ts';
import { useActions } from '../actions.ts';
import { useLearning, useSettings } from '../stores-context.ts';
import { dateAndTime } from '../words/format.ts';
import { LearntLine } from './learnt-line.tsx';
import classes from './sessions-page.module.css';

const keptWords = ({ isCalibrated, savedAt }: RememberedStudent): string =>
  `${isCalibrated ? 'Resting face and gaze calibration' : 'Resting face'}, ${dateAndTime(savedAt)}`;

/**
 * Who let themselves be remembered or asked here, what was learnt from that, and the way to be
 * forgotten, at once. Nothing is shown where nobody is.
 */
export function RememberedStudents(): ReactNode {
  const { loadProfiles, loadLearners, forgetStudent } = useActions();
  const learners = useLearning((state) => state.learners) ?? [];
  const { profiles } = useSettings();
  const [told, setTold] = useState<{ readonly studentId: string; readonly outcome: string } | null>(
    null,
  );
  useEffect(() => {
    void loadProfiles();
    void loadLearners();
  }, [loadProfiles, loadLearners]);

  const forget = async (studentId: string): Promise<void> => {
    setTold({ studentId, outcome: await forgetStudent(studentId) });
  };
  const known = [
    ...new Set([...(profiles ?? []), ...learners].map(({ studentId }) => studentId)),
  ].map((studentId) => ({
    studentId,
    profile: profiles?.find((one) => one.studentId === studentId),
    learner: learners.find((one) => one.studentId === studentId),
  }));
  const isGone =
    told?.outcome === 'forgotten' && known.every(({ studentId }) => studentId !== told.studentId);
  if (known.length === 0 && !isGone) return null;
  return (
    <section className={classes['remembered']} aria-labelledby="remembered-heading">
      <Title order={2} id="remembered-heading">
        Remembered on this device
      </Title>
      <Text c="dimmed" mt={4}>
        Numbers that make readings good from the start, answers to questions, and what was learnt
        from them; no pictures. Forgetting them changes no session.
      </Text>
      {known.length > 0 && (
        <ul className={classes['list']}>
          {known.map(({ studentId, profile, learner }) => (
            <li key={studentId} className={classes['student']}>
              <span className={classes['studentname']}>{studentId}</span>
              <span className={classes['soft']}>
                {profile === undefined ? '' : keptWords(profile)}
              </span>
              <Button
                variant="default"
                size="compact-md"
                aria-label={`Forget ${studentId}`}
                onClick={() => void forget(studentId)}
              >
                Forget
              </Button>
              {learner !== undefined && <LearntLine learner={learner} />}
            </li>
          ))}
        </ul>
      )}
      <Text role="status" mt="sm">
        {isGone
          ? `${told.studentId} is forgotten: nothing is remembered of them here any more.`
          : ''}
        {told?.outcome === 'failed'
          ? `${told.studentId} could not be forgotten: the browser’s storage did not answer. Nothing was changed; reload the page and try again.`
          : ''}
      </Text>
    </section>
  );
}
