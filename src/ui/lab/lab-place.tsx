import { Loader } from '@mantine/core';
import { lazy, Suspense, type ReactNode } from 'react';
import type { Lab } from './lab-context.ts';

interface LabPlaceProps {
  /** Composes the lab; always the same promise for a page. */
  readonly load: () => Promise<Lab>;
}

/** Loads the lab's code and composes it when it is first opened. */
export function createLabPlace({ load }: LabPlaceProps): () => ReactNode {
  const Loaded = lazy(async () => {
    const [{ LabRoutes }, lab] = await Promise.all([import('./lab-routes.tsx'), load()]);
    return { default: () => <LabRoutes lab={lab} /> };
  });
  return function LabPlace() {
    return (
      <Suspense fallback={<Loader aria-label="Opening the lab" mx="auto" display="block" />}>
        <Loaded />
      </Suspense>
    );
  };
}
