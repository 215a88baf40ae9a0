import '@fontsource-variable/source-sans-3/wght.css';
import '@mantine/core/styles.css';
import './theme/global.css';
import { MantineProvider, type MantineColorScheme } from '@mantine/core';
import type { ComponentType, ReactNode } from 'react';
import { Route, Router, Switch, type RouterOptions } from 'wouter';
import type { Stores } from '#stores/stores.ts';
import { ActionsContext, type Actions } from './actions.ts';
import { ClassComparePage } from './class/records/class-compare-page.tsx';
import { ClassPage } from './class/class-page.tsx';
import { ClassRecordPage } from './class/records/class-record-page.tsx';
import { ClassReportPage } from './class/records/class-report-page.tsx';
import { NotFoundPage } from './components/not-found-page.tsx';
import { Shell } from './components/shell.tsx';
import { HomePage } from './home/home-page.tsx';
import { LecturePage } from './lecture/lecture-page.tsx';
import { SessionPage } from './sessions/session-page.tsx';
import { SessionsPage } from './sessions/sessions-page.tsx';
import { StoresContext } from './stores-context.ts';
import { cssVariables, theme } from './theme/theme.ts';

interface AppProps {
  readonly actions: Actions;
  readonly stores: Stores;
  /** Everything under /lab, which is loaded when it is first opened. */
  readonly labPlace: ComponentType;
  /** Where routes come from; the address bar where it is not given. */
  readonly router?: RouterOptions;
  /** Holds the colours to one scheme instead of the person's choice. */
  readonly scheme?: Exclude<MantineColorScheme, 'auto'>;
}

export function App({ actions, stores, labPlace, router = {}, scheme }: AppProps): ReactNode {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      {...(scheme === undefined ? {} : { forceColorScheme: scheme })}
    >
      <ActionsContext value={actions}>
        <StoresContext value={stores}>
          <Router {...router}>
            <Shell>
              <Switch>
                <Route path="/" component={HomePage} />
                <Route path="/lecture" component={LecturePage} />
                <Route path="/sessions" component={SessionsPage} />
                <Route path="/sessions/:id">{({ id }) => <SessionPage key={id} id={id} />}</Route>
                <Route path="/class" component={ClassPage} />
                <Route path="/class/compare" component={ClassComparePage} />
                <Route path="/class/records/:id">
                  {({ id }) => <ClassRecordPage key={id} id={id} />}
                </Route>
                <Route path="/class/records/:id/report">
                  {({ id }) => <ClassReportPage key={id} id={id} />}
                </Route>
                <Route path="/lab" component={labPlace} />
                <Route path="/lab/*" component={labPlace} />
                <Route component={NotFoundPage} />
              </Switch>
            </Shell>
          </Router>
        </StoresContext>
      </ActionsContext>
    </MantineProvider>
  );
}
