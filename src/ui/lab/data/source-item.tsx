import { Button, Group, Loader, Progress, Switch, Text, TextInput, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { LabSource } from '#core/lab/lab-source.ts';
import type { Survey } from '#core/lab/survey.ts';
import type { SurveyState } from '#stores/lab/data-store.ts';
import { useLab } from '../lab-context.ts';
import { counted, KIND_WORDS, VERDICT_WORDS, whole } from './data-words.ts';
import { SurveyDetails } from './survey-details.tsx';
import { VerdictGlyph } from './verdict-glyph.tsx';
import classes from './data.module.css';

/** One source: whether it is used, what it is worth, and all that is known of it. */
export function SourceItem({ source }: { readonly source: LabSource }): ReactNode {
  const { actions, stores } = useLab();
  const state = useStore(stores.data, ({ surveys }) => surveys[source.id]);
  const [describing, setDescribing] = useState(false);
  const licence = source.licence === '' ? 'licence not stated' : source.licence;
  return (
    <li className={classes['item']}>
      <div className={classes['head']}>
        <div className={classes['what']}>
          <Title order={3} size="h4" className={classes['name']}>
            {source.name}
          </Title>
          <div className={classes['soft']}>
            {KIND_WORDS[source.kind]} · {licence}
          </div>
        </div>
        <Group gap="sm">
          <Switch
            checked={source.used}
            label="Used"
            aria-label={`Used: ${source.name}`}
            onChange={(event) => void actions.useSource(source.id, event.currentTarget.checked)}
          />
          <Button
            variant="default"
            size="compact-sm"
            aria-label={`Name, licence of ${source.name}`}
            aria-expanded={describing}
            onClick={() => {
              setDescribing(!describing);
            }}
          >
            Name, licence
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            aria-label={`Remove ${source.name}`}
            onClick={() => void actions.removeSource(source.id)}
          >
            Remove
          </Button>
        </Group>
      </div>
      {describing && (
        <DescribeForm
          source={source}
          onDone={() => {
            setDescribing(false);
          }}
        />
      )}
      {state !== undefined && <SurveyNote state={state} name={source.name} />}
    </li>
  );
}

interface DescribeFormProps {
  readonly source: LabSource;
  readonly onDone: () => void;
}

function DescribeForm({ source, onDone }: DescribeFormProps): ReactNode {
  const { describeSource } = useLab().actions;
  const [name, setName] = useState(source.name);
  const [licence, setLicence] = useState(source.licence);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void describeSource(source.id, { name, licence });
        onDone();
      }}
    >
      <Group align="end" gap="sm" mt="sm">
        <TextInput
          label="Name"
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
          }}
        />
        <TextInput
          label="Terms of the data, for the model’s card"
          value={licence}
          onChange={(event) => {
            setLicence(event.currentTarget.value);
          }}
        />
        <Button type="submit" variant="default">
          Save
        </Button>
      </Group>
    </form>
  );
}

interface SurveyNoteProps {
  readonly state: SurveyState;
  readonly name: string;
}

function SurveyNote({ state, name }: SurveyNoteProps): ReactNode {
  const { surveyAgain } = useLab().actions;
  switch (state.kind) {
    case 'waiting':
      return (
        <Text c="dimmed" mt="xs">
          Waits to be looked at
        </Text>
      );
    case 'reading':
      return <ReadingNote state={state} name={name} />;
    case 'stopped':
    case 'failed':
      return (
        <Group gap="sm" mt="xs">
          <Text>{state.kind === 'failed' ? state.why : 'It was not looked at to its end.'}</Text>
          <Button size="compact-sm" variant="default" onClick={() => void surveyAgain()}>
            Look again
          </Button>
        </Group>
      );
    case 'ready':
      return <Verdict survey={state.survey} name={name} />;
  }
}

interface ReadingNoteProps {
  readonly state: Extract<SurveyState, { kind: 'reading' }>;
  readonly name: string;
}

function ReadingNote({ state: { done, all, what }, name }: ReadingNoteProps): ReactNode {
  const { stopSurveys } = useLab().actions;
  return (
    <div>
      <Group gap="sm" mt="xs">
        <Loader size="xs" />
        <Text className={classes['soft']} role="status">
          {all === 0 ? 'Opening its files' : `Reading ${whole(done)} of ${whole(all)}: ${what}`}
        </Text>
        <Button size="compact-sm" variant="default" onClick={stopSurveys}>
          Stop
        </Button>
      </Group>
      <Progress
        mt={6}
        maw="var(--heed-width-reading)"
        value={all === 0 ? 0 : (done / all) * 100}
        aria-label={`Reading ${name}`}
      />
    </div>
  );
}

function Verdict({ survey, name }: { readonly survey: Survey; readonly name: string }): ReactNode {
  const { verdict, persons, recordings, rows, windows, by } = survey;
  return (
    <>
      <Text className={classes['soft']} mt={6}>
        {counted(recordings.length, 'recording')},{' '}
        {by === 'person' ? counted(persons.length, 'person') : 'persons not known'},{' '}
        {counted(windows, 'window')} with a label; of {counted(rows.all, 'row')} {whole(rows.kept)}{' '}
        kept, {whole(rows.absent)} without a face, {whole(rows.refused)} refused
      </Text>
      <div className={classes['verdict']}>
        <VerdictGlyph kind={verdict.kind} />
        {VERDICT_WORDS[verdict.kind]}
      </div>
      {verdict.reasons.length > 0 && (
        <ul className={classes['reasons']}>
          {verdict.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      <details className={classes['fold']}>
        <summary aria-label={`Details of ${name}`}>Details</summary>
        <SurveyDetails survey={survey} />
      </details>
    </>
  );
}
