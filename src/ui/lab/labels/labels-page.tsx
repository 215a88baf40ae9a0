import type { ReactNode } from 'react';
import { RecordingsPage } from './recordings-page.tsx';
import { RecordingPage } from './recording-page.tsx';

interface LabelsPageProps {
  /** Key of the recording; null for the list of them. */
  readonly recording: string | null;
}

export function LabelsPage({ recording }: LabelsPageProps): ReactNode {
  return recording === null ? (
    <RecordingsPage />
  ) : (
    <RecordingPage key={recording} recording={recording} />
  );
}
