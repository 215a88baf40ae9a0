import { Button, Group, NativeSelect, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CourseModel } from '#core/deployments/course-model.ts';
import type { ListedModel } from '#core/deployments/listed-model.ts';
import type { LiveModel } from '#core/models/prediction.ts';
import { timestampMs } from '#core/units.ts';
import type { Choosing } from '#stores/lab/models-store.ts';
import { dateAndTime } from '../../words/format.ts';
import { LIVE_MODEL_WORDS, MODEL_ORIGIN_WORDS } from '../../words/model-words.ts';
import { useLab } from '../lab-context.ts';
import { ModelCard } from './model-card.tsx';
import { ModelScores } from './model-scores.tsx';
import classes from './models.module.css';

interface CourseSlotProps {
  readonly courseId: string;
  readonly model: LiveModel;
  readonly choice: CourseModel;
  /** What can be chosen, the shipped one among them. */
  readonly models: readonly ListedModel[];
  /** What is being looked at here, or null. */
  readonly choosing: Choosing | null;
}

const isBundle = (id: string | null) => (model: ListedModel) =>
  id === null ? model.origin === 'shipped' : model.id === id;

const beforeWords = (bundle: string | null): string =>
  bundle === null ? 'the shipped model' : 'the one before';

/** Which model a course runs for one thing, and how to run another. */
export function CourseSlot(props: CourseSlotProps): ReactNode {
  const { courseId, model, choice, models, choosing } = props;
  const { considerModel, activateChosen, rollBackCourse } = useLab().actions;
  const active = models.find(isBundle(choice.active));
  const considered = choosing === null ? undefined : models.find(isBundle(choosing.bundle));
  const since = choice.since === null ? '' : `, since ${dateAndTime(timestampMs(choice.since))}`;
  const consider = (bundle: string | null) => {
    considerModel(bundle === choice.active ? null : { courseId, model, bundle });
  };
  const [earlier] = choice.before;
  const shown = choosing === null ? choice.active : choosing.bundle;
  return (
    <>
      <div className={classes['place']}>
        <div>
          <Text fw={600}>{LIVE_MODEL_WORDS[model]}</Text>
          <div className={classes['soft']}>
            {active === undefined
              ? `${choice.active ?? 'The shipped model'} can’t be read here, so sessions run the shipped one`
              : `${active.id}, ${MODEL_ORIGIN_WORDS[active.origin]}`}
            {since}
          </div>
          <Group gap="xs" mt={6}>
            {earlier !== undefined && (
              <Button
                variant="default"
                size="compact-sm"
                onClick={() => void rollBackCourse({ courseId, model })}
                aria-label={`Back to ${beforeWords(earlier.bundle)} in ${courseId}: ${LIVE_MODEL_WORDS[model]}`}
              >
                Back to {beforeWords(earlier.bundle)}
              </Button>
            )}
            {choice.active !== null && earlier?.bundle !== null && (
              <Button
                variant="default"
                size="compact-sm"
                onClick={() => {
                  consider(null);
                }}
                aria-label={`Back to the shipped model in ${courseId}: ${LIVE_MODEL_WORDS[model]}`}
              >
                Back to the shipped model
              </Button>
            )}
          </Group>
        </div>
        <NativeSelect
          label="Look at a model"
          aria-label={`Look at a model for ${courseId}: ${LIVE_MODEL_WORDS[model]}`}
          value={shown ?? ''}
          onChange={(event) => {
            const { value } = event.currentTarget;
            consider(value === '' ? null : value);
          }}
          data={[
            ...(active === undefined && choice.active !== null
              ? [{ value: choice.active, label: `${choice.active} (not readable)` }]
              : []),
            ...models.map(({ id, origin }) => ({
              value: origin === 'shipped' ? '' : id,
              label: origin === 'shipped' ? `${id} (shipped)` : id,
            })),
          ]}
        />
      </div>
      {considered !== undefined && (
        <div className={classes['considered']}>
          <div className={classes['name']}>{considered.id}</div>
          <ModelScores {...considered} />
          <ModelCard id={considered.id} card={considered.card} />
          <Group mt="md" gap="sm">
            <Button onClick={() => void activateChosen()}>Run it in {courseId} from now on</Button>
            <Button
              variant="default"
              onClick={() => {
                considerModel(null);
              }}
            >
              Leave it as it is
            </Button>
          </Group>
        </div>
      )}
    </>
  );
}
