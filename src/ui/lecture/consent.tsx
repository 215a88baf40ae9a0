import { Alert, Button, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { CAMERA_PROBLEMS } from '#core/capture/camera-state.ts';
import type { ShareChoice } from '#core/policy/sharing.ts';
import type { SessionMode } from '#core/sessions/records.ts';
import type { StartStep } from '#stores/live-store.ts';
import { problem as problemOf, type ProblemKind } from '#stores/problem.ts';
import { useActions, type CameraChoice as CameraSource } from '../actions.ts';
import type { ClassLogin } from '../class-actions.ts';
import { Page } from '../components/page.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { useLearning, useLive, useSettings } from '../stores-context.ts';
import { CameraChoice, type CameraKind } from './camera-choice.tsx';
import { ClassChoice } from './class-choice.tsx';
import { ConsentFacts } from './consent-facts.tsx';
import type { OpenLecture } from './open-lecture.ts';
import { ModeChoice } from './mode-choice.tsx';
import {
  emptyShareDraft,
  hasFaults,
  loginKindOf,
  loginOf,
  shareFaults,
  shareOf,
} from './share-draft.ts';

export interface ConsentChoice {
  readonly mode: SessionMode;
  readonly source: CameraSource;
  readonly keepFrames: boolean;
  readonly keepProfile: boolean;
  readonly learn: boolean;
  readonly share: ShareChoice;
  readonly classLogin: ClassLogin | null;
}

interface ConsentProps {
  readonly lecture: OpenLecture;
  readonly onStart: (choice: ConsentChoice) => void;
  /** What is wrong with the lecture itself. */
  readonly notice: ReactNode;
}

const STEP_WORDS: Record<StartStep, string> = {
  loading_chosen_model: 'Loading the model of this course',
  opening_camera: 'Waiting for the camera. The browser may be asking you.',
  loading_face_reader: 'Loading the face reader (some megabytes, the first time)',
  opening_log: 'Opening the log',
};

const needsNoFile = (kind: ProblemKind): boolean =>
  CAMERA_PROBLEMS.some((known) => known === kind) && kind !== 'recording_unplayable';

const firstCamera = (prefersRecording: boolean, obstacle: ProblemKind | null): CameraKind =>
  prefersRecording || (obstacle !== null && needsNoFile(obstacle)) ? 'recording' : 'webcam';

function startWords(mode: SessionMode | null, failed: boolean): string {
  if (mode === 'events_only') return 'Start without a camera';
  return mode !== null && failed ? 'Try again' : 'I agree, start the lecture';
}

export function Consent({ lecture, onStart, notice }: ConsentProps): ReactNode {
  const { cancelStart, loadLearners } = useActions();
  const {
    offeredModes,
    cameraObstacle,
    configurationProblem,
    class: classDeployment,
  } = useSettings();
  const problem = useLive((state) => state.problem);
  const step = useLive((state) => state.step);
  const [mode, setMode] = useState<SessionMode | null>(null);
  const [kind, setKind] = useState(firstCamera(lecture.prefersRecording, cameraObstacle));
  const [recording, setRecording] = useState<File | null>(null);
  const [keepFrames, setKeepFrames] = useState(false);
  const [keepProfile, setKeepProfile] = useState(false);
  /** null until the student touches it: then it is as they chose the last time, off at first. */
  const [learnChoice, setLearnChoice] = useState<boolean | null>(null);
  const learnt = useLearning(
    ({ learners }) =>
      learners?.find(({ studentId }) => studentId === lecture.identity.studentId)?.optedIn ?? false,
  );
  const learn = learnChoice ?? learnt;
  const [sharing, setSharing] = useState(() => emptyShareDraft(lecture.joinCode));
  const [checked, setChecked] = useState(false);

  useEffect(() => {
    void loadLearners();
  }, [loadLearners]);

  const camerasFail = cameraObstacle !== null && !needsNoFile(cameraObstacle);
  const impossible: readonly SessionMode[] = camerasFail ? offeredModes : [];
  const usesCamera = mode !== null && mode !== 'events_only';
  const recordingMissing = usesCamera && kind === 'recording' && recording === null;

  const faults = shareFaults(classDeployment, sharing);

  const start = (wanted: SessionMode | null): void => {
    setChecked(true);
    if (wanted === null || hasFaults(faults)) return;
    const choice = {
      mode: wanted,
      share: shareOf(sharing),
      classLogin:
        sharing.kind === 'nothing' ? null : loginOf(loginKindOf(classDeployment), sharing.login),
    };
    if (wanted === 'events_only') {
      const nothing = { keepFrames: false, keepProfile: false, learn: false };
      onStart({ ...choice, ...nothing, source: { kind: 'none' } });
    } else if (kind === 'webcam') {
      onStart({ ...choice, source: { kind }, keepFrames, keepProfile, learn });
    } else if (recording !== null) {
      // Whoever is in a recording need not be the student who is named.
      const source = { kind, file: recording };
      onStart({ ...choice, source, keepFrames, keepProfile: false, learn: false });
    }
  };

  const missingWords =
    checked && mode === null
      ? 'Choose one of the ways above first.'
      : checked && hasFaults(faults)
        ? 'Something is missing under “Your class”.'
        : '';

  const { lectureId, courseId, studentId } = lecture.identity;
  return (
    <Page
      title="Before the lecture starts"
      lead={`Lecture ${lectureId}, course ${courseId}, as ${studentId}. Nothing is read until you choose.`}
    >
      <Stack gap="xl">
        {notice}
        <ConsentFacts canShare={classDeployment.channel !== 'off'} />
        <section aria-labelledby="ways-heading">
          <Title order={2} id="ways-heading" mb="md">
            How do you want to go on?
          </Title>
          {configurationProblem !== null && (
            <Stack mb="md">
              <ProblemAlert
                problem={problemOf('configuration_unusable', configurationProblem)}
                quiet
              />
            </Stack>
          )}
          {cameraObstacle !== null && (
            <Stack mb="md">
              <ProblemAlert problem={problemOf(cameraObstacle)} quiet />
            </Stack>
          )}
          <ModeChoice
            offered={[...offeredModes, 'events_only']}
            impossible={impossible}
            value={mode}
            onChange={setMode}
            invalid={checked && mode === null}
          />
          {usesCamera && (
            <CameraChoice
              kind={kind}
              onKind={setKind}
              recording={recording}
              onRecording={setRecording}
              recordingMissing={checked && recordingMissing}
              keepFrames={keepFrames}
              onKeepFrames={setKeepFrames}
              keepProfile={keepProfile}
              onKeepProfile={setKeepProfile}
              learn={learn}
              onLearn={setLearnChoice}
            />
          )}
          {mode !== null && classDeployment.channel !== 'off' && (
            <ClassChoice
              deployment={classDeployment}
              mode={mode}
              value={sharing}
              onChange={setSharing}
              faults={checked ? faults : null}
            />
          )}
        </section>
        {problem !== null && step === null && <ProblemAlert problem={problem} />}
        {step === null ? (
          <div>
            <Group gap="md">
              <Button
                size="md"
                onClick={() => {
                  start(mode);
                }}
              >
                {startWords(mode, problem !== null)}
              </Button>
              {problem !== null && mode !== 'events_only' && (
                <Button
                  size="md"
                  variant="default"
                  onClick={() => {
                    start('events_only');
                  }}
                >
                  Go on without a camera
                </Button>
              )}
              <Text c="dimmed">You can pause, stop or delete at any moment.</Text>
            </Group>
            <Text id="ways-error" role="alert" c="var(--heed-status-disengaged)" mt="xs">
              {missingWords}
            </Text>
          </div>
        ) : (
          <Alert color="pine" icon={<Loader size="sm" />} role="status">
            <Group justify="space-between">
              <Text>{STEP_WORDS[step]}</Text>
              <Button variant="default" size="compact-md" onClick={cancelStart}>
                Cancel
              </Button>
            </Group>
          </Alert>
        )}
      </Stack>
    </Page>
  );
}
