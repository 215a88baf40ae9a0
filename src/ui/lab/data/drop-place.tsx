import { Button, Group, Loader, Text } from '@mantine/core';
import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Adding } from '#stores/lab/data-store.ts';
import { useLab } from '../lab-context.ts';
import { whole } from './data-words.ts';
import classes from './data.module.css';

/** `webkitdirectory` is in every browser, and in no type of React's. */
const FOLDER = { webkitdirectory: '' };

const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

/** Where files, videos and folders are dropped or picked. */
export function DropPlace(): ReactNode {
  const { actions, stores } = useLab();
  const adding = useStore(stores.data, (state) => state.adding);
  const picks = useStore(stores.data, (state) => state.picks);
  const [over, setOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const give = (input: HTMLInputElement): void => {
    void actions.addFiles([...(input.files ?? [])]);
    input.value = '';
  };
  return (
    <div
      className={classes['place']}
      data-over={over ? '' : undefined}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event) => {
        setOver(false);
        if (!hasFiles(event)) return;
        event.preventDefault();
        void actions.addDropped(event.dataTransfer);
      }}
    >
      <Text fw={600}>Drop files, videos or a folder here</Text>
      <Text c="dimmed" maw="38rem">
        CSVs of features and of labels, zipped sessions and landmark recordings are copied into this
        browser. Of videos only the features are kept: they are read here, and the pictures are not
        copied. Nothing goes anywhere else.
      </Text>
      <div className={classes['buttons']}>
        <Button
          onClick={() => {
            if (picks.files) void actions.pickFiles();
            else files.current?.click();
          }}
          disabled={adding !== null}
        >
          Choose files
        </Button>
        <Button
          variant="default"
          onClick={() => {
            if (picks.folders) void actions.pickFolder();
            else folder.current?.click();
          }}
          disabled={adding !== null}
        >
          Choose a folder
        </Button>
      </div>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        aria-label="Files to learn from"
        onChange={(event) => {
          give(event.currentTarget);
        }}
      />
      <input
        ref={folder}
        type="file"
        hidden
        aria-label="Folder to learn from"
        {...FOLDER}
        onChange={(event) => {
          give(event.currentTarget);
        }}
      />
      {adding !== null && <AddingNote adding={adding} />}
    </div>
  );
}

function AddingNote({ adding: { done, all, what } }: { readonly adding: Adding }): ReactNode {
  const { stopAdding } = useLab().actions;
  return (
    <Group gap="sm" justify="center">
      <Loader size="sm" />
      <Text role="status" className={classes['soft']}>
        {all === null
          ? `Looking through the files: ${whole(done)} found`
          : `Keeping ${whole(done)} of ${whole(all)}: ${what}`}
      </Text>
      <Button size="compact-sm" variant="default" onClick={stopAdding}>
        Stop
      </Button>
    </Group>
  );
}
