import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { useSearch } from 'wouter';
import { parseClassLink } from './class-link.ts';
import { ClassOverview } from './class-overview.tsx';
import { invitationOfHash } from './invitation.ts';
import { LiveClass } from './live-class.tsx';

/** The class that the address names, as it runs; else what there is of classes. */
export function ClassPage(): ReactNode {
  const search = useSearch();
  const link = useMemo(() => parseClassLink(search, document.baseURI), [search]);
  // Kept while the form of the overview leads to a class.
  const [invitation] = useState(() => invitationOfHash(location.hash));

  useEffect(() => {
    // The key is nobody else's: it goes from the address bar, and so from bookmarks and screens.
    if (invitationOfHash(location.hash).key === null) return;
    history.replaceState(history.state, '', location.pathname + location.search);
  }, []);

  return link.complete ? (
    <LiveClass key={search} link={link} invitation={invitation} />
  ) : (
    <ClassOverview />
  );
}
