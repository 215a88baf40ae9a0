import type { ReactNode } from 'react';
import { LabPage } from '../lab-page.tsx';

export function ModelsPage(): ReactNode {
  return (
    <LabPage title="Models" lead="Which model a course’s sessions run.">
      {null}
    </LabPage>
  );
}
