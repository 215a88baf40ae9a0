import { Alert, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMemo, type KeyboardEvent, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { vocabularyOf, wordsOf } from '#core/lab/labels/vocabulary.ts';
import type { OpenLabels } from '#stores/lab/labels-store.ts';
import { styleOf, wordStyles } from '../../charts/labels/word-style.ts';
import { WARM_ALERT } from '../../components/alert-styles.ts';
import { Surface } from '../../components/surface.tsx';
import { useLab } from '../lab-context.ts';
import { CurveChoice } from './curve-choice.tsx';
import { DeskBar } from './desk-bar.tsx';
import { KeptPictureRow } from './kept-picture-row.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { meaningOf } from './label-keys.ts';
import { wordName } from './label-words.ts';
import { Said } from './said.tsx';
import { SpanTable } from './span-table.tsx';
import { Timeline } from './timeline.tsx';
import { VocabularyChoice } from './vocabulary-choice.tsx';
import { WordBar } from './word-bar.tsx';

/** Keys are left to fields, and to what a dialog over the page holds. */
function isForDesk(event: KeyboardEvent<HTMLElement>): boolean {
  const { target, currentTarget, altKey } = event;
  if (!(target instanceof HTMLElement) || !currentTarget.contains(target)) return false;
  if (altKey && !event.getModifierState('AltGraph') && !event.ctrlKey) return false;
  return target.closest('input, textarea, select, [contenteditable], [role="listbox"]') === null;
}

/** Everything to label one recording with. Its keys work while the focus is within it. */
export function LabelDesk({ opened }: { readonly opened: OpenLabels }): ReactNode {
  const { actions, stores } = useLab();
  const remembered = useStore(stores.labels, (state) => state.words);
  const [helps, { open, close }] = useDisclosure(false);
  const { labelling, view, saved, trouble } = opened;
  const spans = labelling.history.present;
  const words = useMemo(() => wordsOf(vocabularyOf(remembered)), [remembered]);
  const styles = useMemo(
    () => wordStyles(words, new Set(spans.map(({ word }) => word)), wordName),
    [words, spans],
  );
  const begun = labelling.mark?.word ?? null;

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (!isForDesk(event)) return;
    const meaning = meaningOf(event, words);
    if (meaning === null) return;
    event.preventDefault();
    if (meaning.kind === 'help') open();
    else actions.label(meaning);
  };

  return (
    <Stack gap="lg">
      {saved.kind === 'held' && (
        <Alert
          role="alert"
          title="These labels are not stored"
          styles={WARM_ALERT}
          maw="var(--heed-width-reading)"
        >
          <Text>{saved.why}</Text>
        </Alert>
      )}
      {trouble !== null && (
        <Alert
          role="alert"
          title="That was not done"
          styles={WARM_ALERT}
          withCloseButton
          closeButtonLabel="Close"
          onClose={() => {
            actions.dismissLabelTrouble();
          }}
        >
          <Text style={{ overflowWrap: 'anywhere' }}>{trouble}</Text>
        </Alert>
      )}
      <VocabularyChoice remembered={remembered} />
      <Surface p={{ base: 'sm', sm: 'lg' }}>
        <div onKeyDown={onKeyDown}>
          <Stack gap="sm">
            <WordBar
              words={words.map((word) => styleOf(styles, word))}
              begun={begun}
              onWord={(word) => {
                actions.label({ kind: 'word', word });
              }}
            />
            <Timeline opened={opened} styles={styles} />
            <DeskBar opened={opened} onHelp={open} />
            <Said opened={opened} />
          </Stack>
        </div>
        <CurveChoice view={view} chosen={opened.curveNames} />
        <KeptPictureRow opened={opened} />
      </Surface>
      <SpanTable spans={spans} frames={labelling.frames} styles={styles} />
      <KeysDialog opened={helps} onClose={close} />
    </Stack>
  );
}
