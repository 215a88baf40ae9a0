import type { ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { NotFoundPage } from '../components/not-found-page.tsx';
import { DataPage } from './data/data-page.tsx';
import { ExplorePage } from './explore/explore-page.tsx';
import { JudgePage } from './judge/judge-page.tsx';
import { type Lab, LabContext } from './lab-context.ts';
import { LabelsPage } from './labels/labels-page.tsx';
import { ModelsPage } from './models/models-page.tsx';
import { QueuePage } from './queue/queue-page.tsx';
import { TrainPage } from './train/train-page.tsx';

export function LabRoutes({ lab }: { readonly lab: Lab }): ReactNode {
  return (
    <LabContext value={lab}>
      <Switch>
        <Route path="/lab" component={DataPage} />
        <Route path="/lab/features" component={ExplorePage} />
        <Route path="/lab/labels/next" component={QueuePage} />
        <Route path="/lab/labels/*?">{(params) => <LabelsPage {...keyIn(params)} />}</Route>
        <Route path="/lab/train" component={TrainPage} />
        <Route path="/lab/runs/:id">{({ id }) => <JudgePage key={id} id={id} />}</Route>
        <Route path="/lab/models" component={ModelsPage} />
        <Route component={NotFoundPage} />
      </Switch>
    </LabContext>
  );
}

/** The key of the recording in the address; null for the list of them. */
const keyIn = (params: Readonly<Record<string, string | undefined>>) => {
  const key = params['*'];
  return { recording: key === undefined || key === '' ? null : decodedRest(key) };
};

/** The router has decoded all but what is reserved in addresses; a name may have a % of its own. */
const decodedRest = (key: string): string =>
  key.replaceAll(/%(?:2[346BCF]|3[ABDF]|40)/gi, (escape) => decodeURIComponent(escape));
