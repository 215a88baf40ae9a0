import type { ReactNode } from 'react';
import { LabPage } from '../lab-page.tsx';

export function JudgePage(_: { readonly id: string }): ReactNode {
  return (
    <LabPage title="Judge" lead="How far a model may be believed.">
      {null}
    </LabPage>
  );
}
