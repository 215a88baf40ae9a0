import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { shippedChoice } from '#core/deployments/course-choice.ts';
import { choicesFor, type ListedModel } from '#core/deployments/listed-model.ts';
import { LIVE_MODELS } from '#core/models/prediction.ts';
import { idFault } from '#core/sessions/identity.ts';
import { Surface } from '../../components/surface.tsx';
import { NOT_OFFERED } from '../../words/model-words.ts';
import { useLab } from '../lab-context.ts';
import { CourseSlot } from './course-slot.tsx';
import classes from './models.module.css';

interface CourseModelsProps {
  readonly models: readonly ListedModel[];
  readonly offersStates: boolean;
}

/** Which model each course's sessions run. */
export function CourseModels({ models, offersStates }: CourseModelsProps): ReactNode {
  const { stores } = useLab();
  const { choices, courses, choosing } = useStore(stores.models);
  const offered = LIVE_MODELS.filter((model) => model !== 'learning_states' || offersStates);
  return (
    <Surface labelledBy="courses-heading">
      <Title order={2} id="courses-heading">
        Courses
      </Title>
      <Text c="dimmed" mt={4}>
        A session of a course runs what is chosen here, from its next start on, in this browser.
        {offersStates ? '' : ` ${NOT_OFFERED}`}
      </Text>
      {courses.length === 0 && (
        <Text mt="md">No course is known here yet. Name one to choose its model.</Text>
      )}
      <ul className={classes['list']}>
        {courses.map((courseId) => (
          <li key={courseId} className={classes['item']}>
            <Title order={3} className={classes['name']}>
              {courseId}
            </Title>
            {offered.map((model) => (
              <CourseSlot
                key={model}
                courseId={courseId}
                model={model}
                choice={
                  choices.find((own) => own.courseId === courseId && own.model === model) ??
                  shippedChoice(courseId, model)
                }
                models={choicesFor(models, model)}
                choosing={
                  choosing?.courseId === courseId && choosing.model === model ? choosing : null
                }
              />
            ))}
          </li>
        ))}
      </ul>
      <AddCourse />
    </Surface>
  );
}

function AddCourse(): ReactNode {
  const { addCourse } = useLab().actions;
  const [name, setName] = useState('');
  const [isTold, setTold] = useState(false);
  const fault = idFault(name);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setTold(fault !== null);
        if (fault !== null) return;
        addCourse(name);
        setName('');
      }}
    >
      <Stack mt="md" gap="xs">
        <Group align="end" gap="sm">
          <TextInput
            label="Another course"
            value={name}
            onChange={(event) => {
              setName(event.currentTarget.value.trim());
            }}
            error={
              isTold && fault !== null
                ? 'The id of a course: 1 to 64 letters, digits, dots, underscores and hyphens'
                : null
            }
            autoComplete="off"
            spellCheck={false}
          />
          <Button type="submit" variant="default">
            Add
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
