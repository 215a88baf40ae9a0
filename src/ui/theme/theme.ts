import { createTheme, type CSSVariablesResolver } from '@mantine/core';
import { ENGAGEMENT_STATUSES } from '#core/engagement/reading.ts';
import { LEARNING_STATES } from '#core/models/prediction.ts';
import {
  HEAT_COLOUR,
  NIGHT,
  PINE,
  SCHEME_COLOURS,
  SPACING,
  STATE_COLOUR,
  STATUS_COLOUR,
  WIDTHS,
} from './tokens.ts';

const SANS = "'Source Sans 3 Variable', system-ui, sans-serif";

/** What is explained beside a choice is read before it is made. */
const EXPLAINED = {
  description: { fontSize: 'var(--mantine-font-size-xs)', lineHeight: 1.4, maxWidth: '44rem' },
};

export const theme = createTheme({
  colors: { pine: PINE, dark: NIGHT },
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  black: '#16201e',
  fontFamily: SANS,
  fontSizes: { xs: '0.875rem', sm: '0.9375rem', md: '1.0625rem', lg: '1.1875rem', xl: '1.375rem' },
  lineHeights: { md: '1.5' },
  headings: {
    fontFamily: SANS,
    fontWeight: '600',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: 'clamp(1.75rem, 1.35rem + 1.8vw, 2.5rem)', lineHeight: '1.15' },
      h2: { fontSize: '1.375rem', lineHeight: '1.3' },
      h3: { fontSize: '1.125rem', lineHeight: '1.35' },
    },
  },
  spacing: SPACING,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Anchor: { defaultProps: { underline: 'always', inherit: true } },
    Radio: { styles: EXPLAINED },
    // While it slides, words stand on half a ground.
    SegmentedControl: { defaultProps: { transitionDuration: 0 } },
    Switch: { styles: EXPLAINED },
  },
});

const NAMED = [
  ...Object.entries(SCHEME_COLOURS),
  ...ENGAGEMENT_STATUSES.map((status) => [`status-${status}`, STATUS_COLOUR[status]] as const),
  ...LEARNING_STATES.map((state) => [`state-${state}`, STATE_COLOUR[state]] as const),
  ...HEAT_COLOUR.map((pair, step) => [`heat-${step}`, pair] as const),
];

/** What every component takes its colours from; for a part of a page that keeps to one scheme too. */
export const colours = (scheme: 'light' | 'dark'): Record<string, string> => ({
  ...Object.fromEntries(NAMED.map(([name, pair]) => [`--heed-${name}`, pair[scheme]])),
  '--mantine-color-body': 'var(--heed-page)',
  '--mantine-color-text': 'var(--heed-ink)',
  '--mantine-color-dimmed': 'var(--heed-ink-soft)',
  '--mantine-color-anchor': 'var(--heed-accent)',
  '--mantine-color-error': 'var(--heed-status-disengaged)',
  '--mantine-color-default-border': 'var(--heed-rule)',
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: Object.fromEntries(
    Object.entries(WIDTHS).map(([name, width]) => [`--heed-width-${name}`, width]),
  ),
  light: colours('light'),
  dark: colours('dark'),
});
