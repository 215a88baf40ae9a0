import { Button, Text, Title } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import type { RememberedStudent } from '#stores/settings-store.ts';
import { useActions } from '../actions.ts';
import { useSettings } from '../stores-context.ts';
import { dateAndTime } from '../words/format.ts';
import classes from './sessions-page.module.css';

const keptWords = ({ isCalibrated }: RememberedStudent): string =>
  isCalibrated ? 'Resting face and gaze calibration' : 'Resting face';

/**
 * Who let themselves be remembered here, and the way to be forgotten: at once, since a resting face
 * is learnt anew in seconds. Nothing is shown where nobody is.
 */
export function RememberedStudents(): ReactNode {
  const { loadProfiles, forgetStudent } = useActions();
  const { profiles } = useSettings();
  const [told, setTold] = useState<{ readonly studentId: string; readonly outcome: string } | null>(
    null,
  );
  useEffect(() => {
    void loadProfiles();
  }, [loadProfiles]);

  const forget = async (studentId: string): Promise<void> => {
    setTold({ studentId, outcome: await forgetStudent(studentId) });
  };
  const known = profiles ?? [];
  const isGone =
    told?.outcome === 'forgotten' && known.every(({ studentId }) => studentId !== told.studentId);
  if (known.length === 0 && !isGone) return null;
  return (
    <section className={classes['remembered']} aria-labelledby="remembered-heading">
      <Title order={2} id="remembered-heading">
        Remembered on this device
      </Title>
      <Text c="dimmed" mt={4}>
        Numbers that make readings good from the start; no pictures. Forgetting them changes no
        session.
      </Text>
      {known.length > 0 && (
        <ul className={classes['list']}>
          {known.map((student) => (
            <li key={student.studentId} className={classes['student']}>
              <span className={classes['studentname']}>{student.studentId}</span>
              <span className={classes['soft']}>
                {keptWords(student)}, {dateAndTime(student.savedAt)}
              </span>
              <Button
                variant="default"
                size="compact-md"
                aria-label={`Forget ${student.studentId}`}
                onClick={() => void forget(student.studentId)}
              >
                Forget
              </Button>
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
