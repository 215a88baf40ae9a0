import {
  Anchor,
  Button,
  Checkbox,
  Group,
  ScrollArea,
  Table,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useStore } from 'zustand';
import type { LabRun } from '#core/lab/lab-run.ts';
import { goesOn } from '#core/lab/run-progress.ts';
import { runScore } from '#core/lab/run-score.ts';
import { type RunColumn, type RunOrder, sortedRuns } from '#core/lab/sort-runs.ts';
import { timestampMs } from '#core/units.ts';
import { Surface } from '../../components/surface.tsx';
import { dateAndTime } from '../../words/format.ts';
import { useLab } from '../lab-context.ts';
import { RunsBeside } from './runs-beside.tsx';
import { baselineScores, epochWords, materialWords, ownScore, stateWords } from './train-words.ts';
import classes from './train.module.css';

const COLUMNS: Readonly<Record<RunColumn, string>> = {
  name: 'Run',
  startedAt: 'Begun',
  recipe: 'Recipe',
  windows: 'Data',
  score: 'Macro-F1 on persons it never saw',
  epochs: 'Epochs',
  state: 'State',
};

/** Every run, side by side. */
export function RunsTable(): ReactNode {
  const { stores, actions } = useLab();
  const { runs, unreadable, deleting } = useStore(stores.train);
  const [order, setOrder] = useState<RunOrder>({ column: 'startedAt', falling: true });
  const [picked, setPicked] = useState<readonly string[]>([]);
  if (runs === null) return null;
  const shown = sortedRuns(
    runs.filter(({ id }) => id !== deleting?.id),
    order,
  );
  const chosen = shown.filter(({ id }) => picked.includes(id));
  return (
    <Surface labelledBy="runs-heading">
      <Title order={2} id="runs-heading">
        Runs
      </Title>
      <div role="status">
        {deleting !== null && (
          <Group gap="md" mt="sm">
            <Text style={{ overflowWrap: 'anywhere' }}>{deleting.name} deleted</Text>
            <Button size="compact-md" variant="default" onClick={actions.keepRun}>
              Undo
            </Button>
          </Group>
        )}
      </div>
      {unreadable.map((why) => (
        <Text key={why} size="sm" mt="xs">
          {why}
        </Text>
      ))}
      {shown.length === 0 ? (
        <Text c="dimmed" mt={4}>
          None yet. What you train is kept here, with its settings and how it was judged.
        </Text>
      ) : (
        <>
          <Text c="dimmed" mt={4} mb="sm">
            In brackets what 95 of 100 draws of such persons give. Pick two or more to see in what
            they differ.
          </Text>
          <ScrollArea
            viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': 'All runs' }}
            type="auto"
          >
            <Table verticalSpacing="sm" miw="70rem" className={classes['runs'] ?? ''}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Pick</Table.Th>
                  {(Object.keys(COLUMNS) as RunColumn[]).map((column) => (
                    <SortHead key={column} column={column} order={order} onOrder={setOrder} />
                  ))}
                  <Table.Th>What to do</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {shown.map((run) => (
                  <RunRow
                    key={run.id}
                    run={run}
                    picked={picked.includes(run.id)}
                    onPick={(on) => {
                      setPicked(
                        on ? [...picked, run.id] : picked.filter((other) => other !== run.id),
                      );
                    }}
                  />
                ))}
              </Table.Tbody>
            </Table>
          </ScrollArea>
        </>
      )}
      {chosen.length > 1 && <RunsBeside runs={chosen} />}
    </Surface>
  );
}

interface SortHeadProps {
  readonly column: RunColumn;
  readonly order: RunOrder;
  readonly onOrder: (order: RunOrder) => void;
}

function SortHead({ column, order, onOrder }: SortHeadProps): ReactNode {
  const own = order.column === column;
  return (
    <Table.Th aria-sort={own ? (order.falling ? 'descending' : 'ascending') : 'none'}>
      <button
        type="button"
        className={classes['sort']}
        onClick={() => {
          onOrder({ column, falling: own ? !order.falling : column === 'score' });
        }}
      >
        {COLUMNS[column]}
        <span aria-hidden="true">{own ? (order.falling ? ' ▾' : ' ▴') : ''}</span>
      </button>
    </Table.Th>
  );
}

interface RunRowProps {
  readonly run: LabRun;
  readonly picked: boolean;
  readonly onPick: (on: boolean) => void;
}

function RunRow({ run, picked, onPick }: RunRowProps): ReactNode {
  const { stores, actions } = useLab();
  const { live, elsewhere } = useStore(stores.train);
  const [naming, setNaming] = useState<string | null>(null);
  const { state } = run;
  const score = state.kind === 'trained' ? runScore(state.evaluation) : null;
  const away = elsewhere.has(run.id);
  return (
    <Table.Tr>
      <Table.Td>
        <Checkbox
          checked={picked}
          aria-label={`Pick ${run.name}`}
          onChange={(event) => {
            onPick(event.currentTarget.checked);
          }}
        />
      </Table.Td>
      <Table.Td className={classes['name']}>
        {naming === null ? (
          state.kind === 'trained' ? (
            <Anchor component={Link} href={`/lab/runs/${run.id}`}>
              {run.name}
            </Anchor>
          ) : (
            run.name
          )
        ) : (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void actions.renameRun(run.id, naming);
              setNaming(null);
            }}
          >
            <TextInput
              aria-label={`New name of ${run.name}`}
              value={naming}
              onChange={(event) => {
                setNaming(event.currentTarget.value);
              }}
            />
            <Button type="submit" size="compact-sm" mt={4}>
              Rename
            </Button>
          </form>
        )}
      </Table.Td>
      <Table.Td>{dateAndTime(timestampMs(run.startedAt))}</Table.Td>
      <Table.Td>
        {run.recipe.name} {run.recipe.version}
      </Table.Td>
      <Table.Td className={classes['name']}>{materialWords(run)}</Table.Td>
      <Table.Td>
        {score === null ? (
          '–'
        ) : (
          <>
            <span className={classes['numbers']}>{ownScore(score)}</span>
            <div className={classes['soft']}>
              beside {baselineScores(score)}; {score.windows.toLocaleString('en-GB')} windows of{' '}
              {score.persons} persons
            </div>
          </>
        )}
      </Table.Td>
      <Table.Td className={classes['numbers']}>{epochWords(run)}</Table.Td>
      <Table.Td className={classes['name']}>
        {stateWords(run, away)}
        {state.kind === 'failed' && <div className={classes['soft']}>{state.why}</div>}
        {run.troubles.map((why) => (
          <div key={why} className={classes['soft']}>
            {why}
          </div>
        ))}
      </Table.Td>
      <Table.Td>
        <div className={classes['buttons']}>
          {goesOn(run) && (
            <Button
              size="compact-sm"
              disabled={live !== null}
              aria-label={`${run.recipe.model.kind === 'network' ? 'Go on' : 'Try again'} with ${run.name}`}
              onClick={() => void actions.goOnWithRun(run.id)}
            >
              {run.recipe.model.kind === 'network' ? 'Go on' : 'Try again'}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Train again with the settings of ${run.name}`}
            onClick={() => {
              actions.startLike(run.id);
            }}
          >
            Train again
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Rename ${run.name}`}
            onClick={() => {
              setNaming(naming === null ? run.name : null);
            }}
          >
            Rename
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={away}
            aria-label={`Delete ${run.name}`}
            onClick={() => {
              actions.deleteRun(run.id);
            }}
          >
            Delete
          </Button>
        </div>
      </Table.Td>
    </Table.Tr>
  );
}
