import type { ReactNode } from 'react';
import { Page } from '../components/page.tsx';
import { LabNav } from './lab-nav.tsx';

interface LabPageProps {
  readonly title: string;
  readonly lead: ReactNode;
  readonly children: ReactNode;
}

/** One screen of the lab, below the way from data to a deployed model. */
export function LabPage({ title, lead, children }: LabPageProps): ReactNode {
  return (
    <>
      <LabNav />
      <Page title={title} width="stage" lead={lead}>
        {children}
      </Page>
    </>
  );
}
