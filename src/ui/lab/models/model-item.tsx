import { ActionIcon, Badge, Button, Group, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { ListedModel } from '#core/deployments/listed-model.ts';
import { timestampMs } from '#core/units.ts';
import { Icon } from '../../components/icon.tsx';
import { dateAndTime, storageSize } from '../../words/format.ts';
import {
  labelWords,
  LIVE_MODEL_WORDS,
  MODEL_ORIGIN_WORDS,
  notLiveWords,
} from '../../words/model-words.ts';
import { ModelCard } from './model-card.tsx';
import { ModelScores } from './model-scores.tsx';
import classes from './models.module.css';

interface ModelItemProps {
  readonly model: ListedModel;
  /** Courses that run it now. */
  readonly runsIn: readonly string[];
  readonly offersStates: boolean;
  readonly isBusy: boolean;
  readonly onExport: () => void;
  /** null where it cannot be deleted. */
  readonly onDelete: (() => void) | null;
}

export function ModelItem(props: ModelItemProps): ReactNode {
  const { model, runsIn, offersStates, isBusy, onExport, onDelete } = props;
  const { id, origin, parent, deployable } = model;
  const [isOpen, setOpen] = useState(false);
  const notLive = notLiveWords(model, offersStates);
  const when = dateAndTime(timestampMs(model.at));
  return (
    <li className={classes['item']}>
      <div className={classes['head']}>
        <div className={classes['what']}>
          <span className={classes['name']}>{id}</span>
          <Group gap="xs" my={4}>
            <Badge variant="default" tt="none">
              {MODEL_ORIGIN_WORDS[origin]}
            </Badge>
            <Badge variant={notLive === null ? 'light' : 'default'} tt="none">
              {deployable.kind === 'live' ? LIVE_MODEL_WORDS[deployable.model] : 'Not for sessions'}
            </Badge>
          </Group>
        </div>
        <div className={classes['buttons']}>
          <Button
            variant="default"
            size="compact-sm"
            disabled={isBusy}
            onClick={onExport}
            aria-label={`Export ${id}`}
          >
            Export
          </Button>
          {onDelete !== null && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={`Delete ${id}`}
              onClick={onDelete}
            >
              <Icon name="bin" />
            </ActionIcon>
          )}
        </div>
      </div>
      <div className={classes['soft']}>
        Signal {model.signal}; labels {model.labels.map(labelWords).join(', ')};{' '}
        {storageSize(model.sizeBytes)}; {origin === 'shipped' ? 'made' : 'here since'} {when}
        {parent === null ? '' : `; trained further from ${parent}`}
      </div>
      <ModelScores {...model} />
      {notLive !== null && <Text size="sm">{notLive}</Text>}
      {runsIn.length > 0 && <Text size="sm">Runs in the sessions of {runsIn.join(', ')}.</Text>}
      <details
        className={classes['fold']}
        onToggle={(event) => {
          setOpen(event.currentTarget.open);
        }}
      >
        <summary>Card of this model</summary>
        {isOpen && <ModelCard id={id} card={model.card} />}
      </details>
    </li>
  );
}
