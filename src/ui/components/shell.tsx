import { useEffect, useRef, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { CrashGuard } from './crash-guard.tsx';
import { SchemeSwitch } from './scheme-switch.tsx';
import classes from './shell.module.css';
import { UndoBar } from './undo-bar.tsx';

const PLACES = [
  { path: '/lecture', name: 'Lecture' },
  { path: '/sessions', name: 'Sessions' },
  { path: '/class', name: 'Class' },
  { path: '/lab', name: 'Lab' },
] as const;

export function Brand(): ReactNode {
  return (
    <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true" fill="none">
      <path
        d="M2 13S6 5.5 13 5.5 24 13 24 13 20 20.5 13 20.5 2 13 2 13z"
        stroke="currentColor"
        strokeWidth="2"
      />
      <circle cx="13" cy="13" r="3.6" fill="currentColor" />
    </svg>
  );
}

/** Header, navigation and the place for a page. Focus moves to the page when the route changes. */
export function Shell({ children }: { readonly children: ReactNode }): ReactNode {
  const [location] = useLocation();
  const main = useRef<HTMLElement>(null);
  const shown = useRef(location);

  useEffect(() => {
    if (shown.current === location) return;
    shown.current = location;
    main.current?.focus();
    window.scrollTo(0, 0);
  }, [location]);

  return (
    <>
      <a
        className={classes['skip']}
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to the content
      </a>
      <header className={classes['header']}>
        <div className={classes['bar']}>
          <Link href="/" className={classes['brand']} aria-label="Heed, home">
            <Brand />
            <span>Heed</span>
          </Link>
          <nav className={classes['nav']} aria-label="Main">
            {PLACES.map(({ path, name }) => (
              <Link
                key={path}
                href={path}
                className={classes['link']}
                aria-current={location.startsWith(path) ? 'page' : undefined}
              >
                {name}
              </Link>
            ))}
          </nav>
          <SchemeSwitch />
        </div>
      </header>
      <main id="main" className={classes['main']} ref={main} tabIndex={-1}>
        <CrashGuard key={location}>{children}</CrashGuard>
      </main>
      <UndoBar />
    </>
  );
}
