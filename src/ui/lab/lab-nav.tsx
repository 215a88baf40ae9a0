import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import classes from './lab-nav.module.css';

/** The way through the lab, in its order. */
const STEPS = [
  { path: '/lab', name: 'Data', also: [] },
  { path: '/lab/features', name: 'Features', also: [] },
  { path: '/lab/labels', name: 'Labels', also: [] },
  { path: '/lab/train', name: 'Train', also: ['/lab/runs'] },
  { path: '/lab/models', name: 'Models', also: [] },
] as const;

export function LabNav(): ReactNode {
  const [location] = useLocation();
  const isHere = ({ path, also }: (typeof STEPS)[number]): boolean =>
    location === path ||
    [...(path === '/lab' ? [] : [path]), ...also].some((start) => location.startsWith(start));
  return (
    <nav className={classes['nav']} aria-label="Lab">
      {STEPS.map((step) => (
        <Link
          key={step.path}
          href={step.path}
          className={classes['link']}
          aria-current={isHere(step) ? 'page' : undefined}
        >
          {step.name}
        </Link>
      ))}
    </nav>
  );
}
