import { useMemo, type ReactNode } from 'react';
import { useSearch } from 'wouter';
import { parseClassLink } from './class-link.ts';
import { ClassOverview } from './class-overview.tsx';
import { LiveClass } from './live-class.tsx';

/** The class that the address names, as it runs; else what there is of classes. */
export function ClassPage(): ReactNode {
  const search = useSearch();
  const link = useMemo(() => parseClassLink(search, document.baseURI), [search]);
  return link.complete ? <LiveClass key={search} link={link} /> : <ClassOverview />;
}
