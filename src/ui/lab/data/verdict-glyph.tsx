import type { ReactNode } from 'react';
import type { Verdict } from '#core/lab/survey.ts';

const INSIDE: Readonly<Record<Verdict['kind'], ReactNode>> = {
  ready: <path d="M4.5 8.3l2.4 2.4 4.6-5" />,
  with_care: <path d="M8 4.3v4.4M8 11.3v.2" />,
  not_usable: <path d="M5.3 5.3l5.4 5.4M10.7 5.3l-5.4 5.4" />,
};
const INK: Readonly<Record<Verdict['kind'], string>> = {
  ready: 'var(--heed-status-engaged)',
  with_care: 'var(--heed-status-partially_engaged)',
  not_usable: 'var(--heed-status-disengaged)',
};

/** A tick, an exclamation mark or a cross; words stand beside it. */
export function VerdictGlyph({ kind }: { readonly kind: Verdict['kind'] }): ReactNode {
  return (
    <svg
      width={18}
      height={18}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.8}
      strokeLinecap="round"
      aria-hidden="true"
      style={{ color: INK[kind], flex: 'none' }}
    >
      <circle cx="8" cy="8" r="6.8" />
      {INSIDE[kind]}
    </svg>
  );
}
