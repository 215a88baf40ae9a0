import { Button, FileButton, Group, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { ImportStage } from '#stores/lab/models-store.ts';
import { useLab } from '../lab-context.ts';
import { KerasForm } from './keras-form.tsx';
import classes from './models.module.css';

function stageWords(stage: ImportStage): string | null {
  switch (stage.kind) {
    case 'idle':
    case 'asking':
      return null;
    case 'reading':
      return `Reading and checking ${stage.name}…`;
    case 'kept':
      return stage.wasHere
        ? `${stage.id} was here already. It stays as it is.`
        : `${stage.id} was checked and is kept in this browser.`;
    case 'refused':
      return `${stage.name} was not brought in, and nothing was changed. ${stage.why}`;
  }
}

/** Brings a bundle in from files, chosen or dropped. */
export function ImportModel(): ReactNode {
  const { stores, actions } = useLab();
  const stage = useStore(stores.models, (state) => state.importing);
  const [isOver, setOver] = useState(false);
  const bringIn = (files: readonly File[]) => {
    if (files.length > 0) void actions.importBundle(files);
  };
  const words = stageWords(stage);
  return (
    <div
      className={classes['drop']}
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        bringIn([...event.dataTransfer.files]);
      }}
    >
      <Group gap="md">
        <FileButton multiple onChange={bringIn}>
          {(button) => (
            <Button {...button} variant="default" loading={stage.kind === 'reading'}>
              Import a model
            </Button>
          )}
        </FileButton>
        <Text size="sm" c="dimmed" flex="1 1 16rem">
          A zip that Heed exported, or all files of a bundle’s folder; drop them here or choose
          them. An .h5 or .keras from Keras does too.
        </Text>
      </Group>
      {stage.kind === 'asking' && <KerasForm key={stage.name} name={stage.name} />}
      <div role="status">
        {words !== null && (
          <Text mt="xs" style={{ overflowWrap: 'anywhere' }}>
            {words}
          </Text>
        )}
      </div>
    </div>
  );
}
