import { ActionIcon, Anchor, Button, Checkbox, Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ClassRecordHead } from '#core/live/records/class-record.ts';
import type { ClassExportKind } from '../../class-actions.ts';
import { Icon } from '../../components/icon.tsx';
import { dateAndTime } from '../../words/format.ts';
import { CLASS_EXPORT_WORDS, overallWords } from '../../words/record-words.ts';
import classes from './records.module.css';

interface RecordItemProps {
  readonly head: ClassRecordHead;
  readonly isBusy: boolean;
  /** Of two to compare; null where there is no other. */
  readonly choice: { readonly isChosen: boolean; readonly toggle: () => void } | null;
  readonly onExport: (name: string, kind: ClassExportKind) => void;
  readonly onDelete: () => void;
}

export function RecordItem(props: RecordItemProps): ReactNode {
  const { head, isBusy, choice, onExport, onDelete } = props;
  const { id, lectureId, startedAt, endedAt, overall } = head;
  const when = dateAndTime(startedAt);
  const named = `${lectureId}, ${when}`;
  return (
    <li className={classes['item']}>
      {choice !== null && (
        <Checkbox
          checked={choice.isChosen}
          onChange={choice.toggle}
          aria-label={`Compare ${named}`}
        />
      )}
      <div className={classes['what']}>
        <Anchor component={Link} href={`/class/records/${id}`} fw={600}>
          {lectureId}
        </Anchor>
        <div className={classes['soft']}>
          {when}
          {endedAt === null ? ', not ended' : ''}
        </div>
      </div>
      <div className={classes['score']}>{overallWords(overall.score)}</div>
      <div className={classes['buttons']}>
        <Button
          component={Link}
          href={`/class/records/${id}/report`}
          variant="default"
          size="compact-md"
          aria-label={`Report on ${named}`}
        >
          Report
        </Button>
        <Menu>
          <Menu.Target>
            <Button
              variant="default"
              size="compact-md"
              disabled={isBusy}
              aria-label={`Export ${named}`}
            >
              Export
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {CLASS_EXPORT_WORDS.map(({ kind, name }) => (
              <Menu.Item
                key={kind}
                onClick={() => {
                  onExport(name, kind);
                }}
              >
                {name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={`Delete ${named}`}
          onClick={onDelete}
        >
          <Icon name="bin" />
        </ActionIcon>
      </div>
    </li>
  );
}
