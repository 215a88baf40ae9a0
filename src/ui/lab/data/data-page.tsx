import type { ReactNode } from 'react';
import { LabPage } from '../lab-page.tsx';

export function DataPage(): ReactNode {
  return (
    <LabPage title="Data" lead="What a model is to learn from.">
      {null}
    </LabPage>
  );
}
