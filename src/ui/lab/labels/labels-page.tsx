import type { ReactNode } from 'react';
import { LabPage } from '../lab-page.tsx';

export function LabelsPage(_: { readonly recording: string | null }): ReactNode {
  return (
    <LabPage title="Labels" lead="Say what was the case, and when.">
      {null}
    </LabPage>
  );
}
