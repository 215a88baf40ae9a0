import type { ReactNode } from 'react';
import { LabPage } from '../lab-page.tsx';

export function QueuePage(): ReactNode {
  return (
    <LabPage title="Label next" lead="The moments that teach a model most.">
      {null}
    </LabPage>
  );
}
