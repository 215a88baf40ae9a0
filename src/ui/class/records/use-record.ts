import { useEffect } from 'react';
import type { ClassRecord } from '#core/live/records/class-record.ts';
import type { Problem } from '#stores/problem.ts';
import { useActions } from '../../actions.ts';
import { useClassRecords } from '../../stores-context.ts';

export type RecordReading =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'missing' }
  | { readonly kind: 'ready'; readonly record: ClassRecord };

/** The record as it is kept now; read when the page opens. */
export function useRecord(id: string): RecordReading {
  const { loadClassRecord } = useActions();
  const record = useClassRecords((state) => state.records[id]);
  const problem = useClassRecords((state) => state.problem);
  useEffect(() => {
    void loadClassRecord(id);
  }, [id, loadClassRecord]);
  if (record !== undefined)
    return record === null ? { kind: 'missing' } : { kind: 'ready', record };
  return problem === null ? { kind: 'loading' } : { kind: 'failed', problem };
}
