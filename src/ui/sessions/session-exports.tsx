import { Button, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SessionRecord } from '#core/sessions/records.ts';
import { useActions, type ExportKind } from '../actions.ts';
import { Icon } from '../components/icon.tsx';
import { ExportStatus, useExport } from '../components/running-export.tsx';
import { Surface } from '../components/surface.tsx';
import classes from './session-exports.module.css';

interface ExportWords {
  readonly kind: ExportKind;
  readonly name: string;
  readonly about: string;
  /** What has to be in the session for it. */
  readonly needs: 'nothing' | 'samples' | 'states' | 'levels';
}

const EXPORTS: readonly ExportWords[] = [
  {
    kind: 'features_csv',
    name: 'Features',
    about: 'CSV, one row per sample: face movements, gaze and head pose in degrees',
    needs: 'samples',
  },
  {
    kind: 'engagement_csv',
    name: 'Engagement',
    about: 'CSV, one row per sample: score, status, gaze and head pose',
    needs: 'samples',
  },
  {
    kind: 'readings_csv',
    name: 'Readings',
    about: 'CSV, one row per sample: how well you could be seen, gaze on the screen, eyes, posture',
    needs: 'samples',
  },
  {
    kind: 'levels_csv',
    name: 'Attention levels',
    about:
      'CSV, one row per sample: the attention model’s three probabilities, or why there are none',
    needs: 'levels',
  },
  {
    kind: 'states_csv',
    name: 'Learning states',
    about: 'CSV, one row per sample: the model’s four probabilities, or why there are none',
    needs: 'states',
  },
  {
    kind: 'behaviour_csv',
    name: 'Behaviour',
    about: 'CSV, one row per event, with the lecture time',
    needs: 'nothing',
  },
  {
    kind: 'events_csv',
    name: 'What was seen',
    about: 'CSV, one row per blink, head turn, smile and so on, with its beginning and end',
    needs: 'samples',
  },
  {
    kind: 'openface_csv',
    name: 'OpenFace',
    about: 'CSV in OpenFace’s own layout, angles in radians',
    needs: 'samples',
  },
  {
    kind: 'summary_json',
    name: 'Summary',
    about: 'JSON with the figures of this page',
    needs: 'nothing',
  },
  {
    kind: 'everything_zip',
    name: 'Everything',
    about: 'ZIP of all of these, and kept pictures if there are any',
    needs: 'nothing',
  },
];

type Held = Pick<SessionRecord, 'mode' | 'attentionModelId'>;

function isThere(needs: ExportWords['needs'], { mode, attentionModelId }: Held): boolean {
  if (needs === 'levels') return attentionModelId !== null;
  if (needs === 'states') return mode === 'learning_states';
  return needs === 'nothing' || mode !== 'events_only';
}

interface SessionExportsProps extends Held {
  readonly sessionId: string;
}

export function SessionExports({ sessionId, ...held }: SessionExportsProps): ReactNode {
  const { exportSession } = useActions();
  const running = useExport();
  return (
    <Surface labelledBy="exports-heading">
      <Title order={2} id="exports-heading" mb="sm">
        Take it along
      </Title>
      <ul className={classes['exports']}>
        {EXPORTS.filter(({ needs }) => isThere(needs, held)).map((words) => (
          <li key={words.kind}>
            <Button
              variant={words.kind === 'everything_zip' ? 'filled' : 'default'}
              leftSection={<Icon name="download" size={18} />}
              disabled={running.isRunning}
              aria-describedby={`export-${words.kind}`}
              onClick={() =>
                void running.run(words.name, (options) =>
                  exportSession(sessionId, words.kind, options),
                )
              }
            >
              {words.name}
            </Button>
            <Text size="sm" c="dimmed" id={`export-${words.kind}`}>
              {words.about}
            </Text>
          </li>
        ))}
      </ul>
      <ExportStatus running={running} />
    </Surface>
  );
}
