import Markdown from 'markdown-to-jsx/react';
import type { ReactNode } from 'react';
import classes from './models.module.css';

/** Headings within a section of the page; nothing is loaded and nothing leads away. */
const OPTIONS = {
  disableParsingRawHTML: true,
  forceBlock: true,
  overrides: {
    h1: { component: 'h4' },
    h2: { component: 'h5' },
    h3: { component: 'h6' },
    a: ({ children }: { readonly children?: ReactNode }) => <span>{children}</span>,
    img: ({ alt }: { readonly alt?: string }) => <span>{alt}</span>,
  },
} as const;

interface ModelCardProps {
  readonly id: string;
  /** Markdown; null where the bundle has none. */
  readonly card: string | null;
}

/** What a model was made of, how well it does and what it must not be used for. */
export function ModelCard({ id, card }: ModelCardProps): ReactNode {
  if (card === null) return <p>This model has no card: nothing is known of how well it does.</p>;
  return (
    <div className={classes['card']} role="region" aria-label={`Card of ${id}`} tabIndex={0}>
      <Markdown options={OPTIONS}>{card}</Markdown>
    </div>
  );
}
