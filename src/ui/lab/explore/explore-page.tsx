import type { ReactNode } from 'react';
import { LabPage } from '../lab-page.tsx';

export function ExplorePage(): ReactNode {
  return (
    <LabPage title="Features" lead="How the features lie, class by class.">
      {null}
    </LabPage>
  );
}
