import { Group, NumberInput, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { STRATEGIES } from '#core/lab/queue/choose-batch.ts';
import { STRATEGY_WORDS } from '../../words/queue-words.ts';
import { useLab } from '../lab-context.ts';

const LEAST = 3;
const MOST = 50;

/** Whose doubts count, what is asked for, and how many at once. */
export function QueueControls(): ReactNode {
  const { actions, stores } = useLab();
  const { choices, chosen, strategy, size } = useStore(stores.queue);
  const group = (kind: 'quick' | 'bundle' | 'none') =>
    (choices ?? [])
      .filter((own) => own.kind === kind)
      .map(({ key, name }) => ({ value: key, label: name }));
  const isWithoutModel = choices?.find(({ key }) => key === chosen)?.kind === 'none';
  return (
    <Group align="end" gap="md" mb="lg">
      <Select
        label="Model and words"
        w={{ base: '100%', xs: '20rem' }}
        allowDeselect={false}
        value={chosen === '' ? null : chosen}
        data={[
          { group: 'Learns from the labels here', items: group('quick') },
          { group: 'Trained models', items: group('bundle') },
          { group: 'Without a model', items: group('none') },
        ].filter(({ items }) => items.length > 0)}
        onChange={(key) => {
          if (key !== null && key !== chosen) void actions.changeQueue({ chosen: key });
        }}
      />
      <Select
        label="Ask for"
        w={{ base: '100%', xs: '17rem' }}
        allowDeselect={false}
        value={strategy}
        data={STRATEGIES.map((own) => ({
          value: own,
          label: STRATEGY_WORDS[own],
          disabled: isWithoutModel && (own === 'unsure' || own === 'both') && own !== strategy,
        }))}
        onChange={(value) => {
          const next = STRATEGIES.find((own) => own === value);
          if (next !== undefined && next !== strategy) void actions.changeQueue({ strategy: next });
        }}
      />
      <NumberInput
        label="To a batch"
        w="7rem"
        min={LEAST}
        max={MOST}
        clampBehavior="strict"
        allowDecimal={false}
        defaultValue={size}
        onBlur={(event) => {
          const value = Math.round(Number(event.currentTarget.value));
          if (value >= LEAST && value <= MOST && value !== size) {
            void actions.changeQueue({ size: value });
          }
        }}
      />
    </Group>
  );
}
