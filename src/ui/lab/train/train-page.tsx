import type { ReactNode } from 'react';
import { LabPage } from '../lab-page.tsx';

export function TrainPage(): ReactNode {
  return (
    <LabPage title="Train" lead="Choose a recipe, and watch it learn.">
      {null}
    </LabPage>
  );
}
