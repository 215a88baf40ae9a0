import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import bar from '../../components/undo-bar.module.css';
import { useLab } from '../lab-context.ts';

/** Says what is about to go and offers to keep it, for as long as that is possible. */
export function RemovalBar(): ReactNode {
  const { actions, stores } = useLab();
  const going = useStore(stores.data, (state) => state.going);
  return (
    <div className={bar['place']} role="status">
      {going !== null && (
        <div className={bar['bar']}>
          <span>{going.name} removed, with its labels</span>
          <Button size="compact-md" variant="white" onClick={actions.keepSource}>
            Undo
          </Button>
          <span
            key={going.id}
            className={bar['grace']}
            style={{ animationDuration: `${going.graceMs}ms` }}
          />
        </div>
      )}
    </div>
  );
}
