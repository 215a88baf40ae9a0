import { Anchor, Button, Group, Table, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { Survey, SurveyedRecording } from '#core/lab/survey.ts';
import { FoldedTable } from '../../components/folded-table.tsx';
import { featureValue, whole } from './data-words.ts';
import classes from './data.module.css';

/** A page of a long table. */
const PAGE = 100;

/** All that is known of a source. */
export function SurveyDetails({ survey }: { readonly survey: Survey }): ReactNode {
  const { persons, ranges, recordings, problems } = survey;
  return (
    <div className={classes['details']}>
      <ClassBars survey={survey} />
      {persons.length > 0 && (
        <FoldedTable
          summary={survey.by === 'person' ? 'Persons' : 'Videos, for persons are not known'}
          columns={['Name', 'Recordings', 'Windows']}
        >
          {() =>
            persons.map(({ name, recordings: count, windows }) => (
              <Table.Tr key={name}>
                <Table.Td className={classes['cell']}>{name}</Table.Td>
                <Table.Td>{whole(count)}</Table.Td>
                <Table.Td>{whole(windows)}</Table.Td>
              </Table.Tr>
            ))
          }
        </FoldedTable>
      )}
      {ranges.length > 0 && (
        <FoldedTable
          summary="Values of the 22 features"
          columns={['Feature', 'Lowest', 'Mean', 'Highest', 'Possible']}
        >
          {() =>
            ranges.map(({ name, unit, low, mean, high, possible }) => (
              <Table.Tr key={name}>
                <Table.Td>{name}</Table.Td>
                <Table.Td>{featureValue(low, unit)}</Table.Td>
                <Table.Td>{featureValue(mean, unit)}</Table.Td>
                <Table.Td>{featureValue(high, unit)}</Table.Td>
                <Table.Td>
                  {featureValue(possible.low, unit)} to {featureValue(possible.high, unit)}
                </Table.Td>
              </Table.Tr>
            ))
          }
        </FoldedTable>
      )}
      {recordings.length > 0 && <Recordings recordings={recordings} />}
      {problems.length > 0 && (
        <details className={classes['fold']}>
          <summary>What could not be read ({problems.length})</summary>
          <ul className={classes['reasons']}>
            {problems.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** The bars are drawn for the eye; the figures beside them say the same. */
function ClassBars({ survey: { classes: counts, unlabelled } }: { readonly survey: Survey }) {
  const most = Math.max(1, unlabelled, ...counts.map(({ windows }) => windows));
  const rows = [
    ...counts.map(({ name, windows }) => ({ name: name.replaceAll('_', ' '), windows })),
    ...(unlabelled > 0 ? [{ name: 'without a label', windows: unlabelled }] : []),
  ];
  return (
    <div>
      <Text fw={600} mb={4}>
        Windows of each class
      </Text>
      <dl className={classes['bars']}>
        {rows.map(({ name, windows }) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd aria-hidden="true">
              <span className={classes['bar']} style={{ width: `${(windows / most) * 100}%` }} />
            </dd>
            <dd>{whole(windows)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

const COLUMNS = ['Recording', 'Person', 'Rows', 'Kept', 'Windows', 'Unlabelled', 'Problem'];

function Recordings({ recordings }: { readonly recordings: readonly SurveyedRecording[] }) {
  const [page, setPage] = useState(0);
  const pages = Math.ceil(recordings.length / PAGE);
  return (
    <div>
      <FoldedTable summary={`Recordings (${whole(recordings.length)})`} columns={COLUMNS}>
        {() =>
          recordings.slice(page * PAGE, (page + 1) * PAGE).map((one) => (
            <Table.Tr key={one.key}>
              <Table.Td className={classes['cell']}>
                <Anchor
                  component={Link}
                  href={`/lab/labels/${encodeURIComponent(one.key)}`}
                  fz="sm"
                >
                  {one.name}
                </Anchor>
              </Table.Td>
              <Table.Td className={classes['cell']}>{one.person ?? 'not known'}</Table.Td>
              <Table.Td>{whole(one.rows)}</Table.Td>
              <Table.Td>{whole(one.kept)}</Table.Td>
              <Table.Td>{whole(one.windows)}</Table.Td>
              <Table.Td>{whole(one.unlabelled)}</Table.Td>
              <Table.Td className={classes['cell']}>{one.problem ?? ''}</Table.Td>
            </Table.Tr>
          ))
        }
      </FoldedTable>
      {pages > 1 && (
        <Group gap="xs" mt={4}>
          <Button
            size="compact-sm"
            variant="default"
            disabled={page === 0}
            onClick={() => {
              setPage(page - 1);
            }}
          >
            Earlier recordings
          </Button>
          <Text size="sm" role="status">
            {whole(page * PAGE + 1)} to {whole(Math.min(recordings.length, (page + 1) * PAGE))} of{' '}
            {whole(recordings.length)}
          </Text>
          <Button
            size="compact-sm"
            variant="default"
            disabled={page === pages - 1}
            onClick={() => {
              setPage(page + 1);
            }}
          >
            Later recordings
          </Button>
        </Group>
      )}
    </div>
  );
}
