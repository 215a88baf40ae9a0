import { Button, Group, Text, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { JudgedBundle, RunFile, RunJudgement } from '#core/lab/judge/run-judgement.ts';
import { ExportStatus, useExport } from '../../components/running-export.tsx';
import { useLab } from '../lab-context.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { ModelCard } from '../models/model-card.tsx';
import { AblationSection } from './ablation-section.tsx';
import { ExplanationView } from './explanation-view.tsx';
import { FigureSection } from './figure-section.tsx';
import { ImportanceSection } from './importance-section.tsx';
import type { JudgeExport } from './judge-actions.ts';
import { Section } from './section.tsx';
import { WorstSection } from './worst-section.tsx';

/** Parts of the page of a run that was judged, in their order. */
export const JUDGED_PARTS = [
  { id: 'figures', title: 'Figures' },
  { id: 'worst', title: 'Worst windows' },
  { id: 'importance', title: 'What it leans on' },
  { id: 'ablation', title: 'Ablation' },
  { id: 'save', title: 'Save the report' },
  { id: 'card', title: 'Card' },
] as const;

const EXPORT_NAMES = { html: 'Report (HTML)', json: 'Figures (JSON)', zip: 'All of it (ZIP)' };

const exportName = (what: JudgeExport): string =>
  'figure' in what ? `figure as ${what.kind.toUpperCase()}` : EXPORT_NAMES[what.kind];

interface JudgedSectionsProps {
  readonly file: RunFile;
  readonly bundle: JudgedBundle;
  readonly judgement: RunJudgement;
}

/** Everything about a model that was judged. */
export function JudgedSections({ file, bundle, judgement }: JudgedSectionsProps): ReactNode {
  const { actions, stores } = useLab();
  const { explained, ablating, weighing } = useStore(stores.judge);
  const running = useExport();
  const save = (what: JudgeExport): void => {
    if (running.isRunning) return;
    void running.run(exportName(what), (options) => actions.exportRun(what, options));
  };
  const { manifest, study, card } = bundle;
  const { data, worst } = judgement;
  const gone = data.kind === 'gone';
  return (
    <>
      <Section id="figures" title="Figures">
        <Stack gap="md">
          {data.kind !== 'same' && (
            <ProblemNote title={gone ? 'The data are not at hand' : 'The data have changed'}>
              {data.why}{' '}
              {gone
                ? 'What the model’s bundle keeps of its judging is shown; curves and windows need the data.'
                : 'The figures are of the data as they are now, reckoned anew.'}
            </ProblemNote>
          )}
          <FigureSection judgement={judgement} onExport={save} />
        </Stack>
      </Section>
      <Section id="worst" title="Worst windows">
        <WorstSection
          worst={worst}
          labels={manifest.labels}
          onExplain={(index) => void actions.explainWindow(index)}
        />
        <ExplanationView explained={explained} labels={manifest.labels} />
      </Section>
      <Section id="importance" title="What it leans on">
        {gone && study.importance === null ? (
          <Text>This needs the data of the run.</Text>
        ) : (
          <ImportanceSection
            importance={study.importance}
            work={weighing}
            onStart={() => void actions.weighFeatures()}
            onStop={actions.stopWeighing}
          />
        )}
      </Section>
      <Section id="ablation" title="Ablation">
        {gone && study.ablation.own.length + study.ablation.logistic.length === 0 ? (
          <Text>This needs the data of the run.</Text>
        ) : (
          <AblationSection
            study={study}
            work={ablating}
            isLogistic={file.run.recipe.model.kind === 'logistic'}
            onStart={(model) => void actions.ablate(model)}
            onStop={actions.stopAblation}
          />
        )}
      </Section>
      <Section id="save" title="Save the report">
        <Group gap="sm">
          {(['html', 'json', 'zip'] as const).map((kind) => (
            <Button
              key={kind}
              variant={kind === 'html' ? 'filled' : 'default'}
              disabled={running.isRunning}
              onClick={() => {
                save({ kind });
              }}
            >
              {EXPORT_NAMES[kind]}
            </Button>
          ))}
        </Group>
        <Text size="sm" c="dimmed" mt="xs" maw="var(--heed-width-reading)">
          The report names the persons as the data do. All of it has the report, every figure as SVG
          and PNG, and the curves as CSV.
        </Text>
        <ExportStatus running={running} />
      </Section>
      <Section id="card" title="Card">
        <ModelCard id={manifest.id} card={card} />
      </Section>
    </>
  );
}
