import { MultiSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CurveName, RecordingView } from '#core/lab/labels/recording-view.ts';
import { useLab } from '../lab-context.ts';
import { curveName } from './label-words.ts';

const MOST_CURVES = 4;

interface CurveChoiceProps {
  readonly view: RecordingView;
  readonly chosen: readonly CurveName[];
}

/** Which curves are drawn under the labels. */
export function CurveChoice({ view, chosen }: CurveChoiceProps): ReactNode {
  const { actions } = useLab();
  const names = view.curves.map(({ name }) => name).filter((name) => name !== 'face');
  if (names.length === 0) return null;
  return (
    <MultiSelect
      mt="md"
      label={`Curves, at most ${MOST_CURVES}`}
      data={names.map((name) => ({ value: name, label: curveName(name) }))}
      value={[...chosen]}
      maxValues={MOST_CURVES}
      searchable
      clearButtonProps={{ 'aria-label': 'No curves' }}
      onChange={(values) => {
        actions.chooseCurves(names.filter((name) => values.includes(name)));
      }}
    />
  );
}
