import type { MantineColorsTuple } from '@mantine/core';
import type { EngagementStatus } from '#core/engagement/reading.ts';
import type { LearningState } from '#core/models/prediction.ts';

/** Every colour, size and width of the pages. Components use these or Mantine's scale, no others. */

/** Pine: what can be pressed, and nothing that means a status. */
export const PINE: MantineColorsTuple = [
  '#eef7f5',
  '#daece8',
  '#b4d9d1',
  '#8ac4b9',
  '#62ada0',
  '#3f9688',
  '#287f72',
  '#1a6a5f',
  '#12554c',
  '#0a3f38',
];

/** Mantine's dark greys, a little towards pine; 7 is the page, 6 what lies on it. */
export const NIGHT: MantineColorsTuple = [
  '#dfe5e3',
  '#bac3c0',
  '#98a3a0',
  '#6f7b78',
  '#465250',
  '#35403e',
  '#1f2827',
  '#151c1b',
  '#0f1514',
  '#0a0f0e',
];

interface Pair {
  readonly light: string;
  readonly dark: string;
}

/**
 * Statuses differ in hue, in lightness and in their glyph. Hues after Okabe & Ito's palette for
 * all kinds of colour vision (jfly.uni-koeln.de/color), darkened or lightened for contrast 3:1.
 */
export const STATUS_COLOUR: Record<EngagementStatus, Pair> = {
  engaged: { light: '#0067a5', dark: '#56b4e9' },
  partially_engaged: { light: '#a87400', dark: '#e6b54a' },
  disengaged: { light: '#b8430a', dark: '#f0824a' },
  not_detected: { light: '#76807d', dark: '#8b9693' },
};

export const STATE_COLOUR: Record<LearningState, Pair> = {
  boredom: { light: '#76807d', dark: '#9aa5a2' },
  engagement: { light: '#0067a5', dark: '#56b4e9' },
  confusion: { light: '#a87400', dark: '#e6b54a' },
  frustration: { light: '#a8447f', dark: '#dd92bd' },
};

/** Lines of the states differ in their dashes as well; '' is an unbroken line. */
export const STATE_DASH: Record<LearningState, string> = {
  boredom: '7 3',
  engagement: '',
  confusion: '1.5 2.5',
  frustration: '7 2.5 1.5 2.5',
};

/**
 * Steps of a scale from little to much: one hue, so that lightness alone tells them apart for every
 * kind of colour vision; much is what stands out from the page.
 */
export const HEAT_COLOUR: readonly Pair[] = [
  { light: '#dfeaf2', dark: '#213947' },
  { light: '#b9d3e6', dark: '#27536d' },
  { light: '#8bb8d8', dark: '#2f7299' },
  { light: '#5596c4', dark: '#4a97c4' },
  { light: '#1f70a8', dark: '#82bfe4' },
  { light: '#0b4a78', dark: '#c9e6f8' },
];

/** CSS custom properties by scheme, `--heed-` in front. */
export const SCHEME_COLOURS: Record<string, Pair> = {
  page: { light: '#f6f8f7', dark: '#151c1b' },
  surface: { light: '#ffffff', dark: '#1c2423' },
  sunken: { light: '#edf1f0', dark: '#111817' },
  rule: { light: '#dbe2e0', dark: '#2f3a38' },
  ink: { light: '#16201e', dark: '#e4eae8' },
  'ink-soft': { light: '#53605d', dark: '#a4b0ad' },
  accent: { light: '#1a6a5f', dark: '#8ac4b9' },
  'accent-soft': { light: '#e6f2ef', dark: '#20332f' },
  'alert-soft': { light: '#fdf3ec', dark: '#2d221b' },
  'alert-rule': { light: '#e4b796', dark: '#7a4d30' },
  // Lines and points of things that are no states; as far apart as those of the states.
  'series-1': { light: '#0067a5', dark: '#56b4e9' },
  'series-2': { light: '#a87400', dark: '#e6b54a' },
  'series-3': { light: '#a8447f', dark: '#dd92bd' },
  'series-4': { light: '#1a6a5f', dark: '#8ac4b9' },
  'series-5': { light: '#76807d', dark: '#9aa5a2' },
  'series-6': { light: '#b8430a', dark: '#f0824a' },
};

export const SPACING = { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2.5rem' };

export const WIDTHS = { reading: '44rem', page: '68rem', stage: '90rem', panel: '20rem' };

/** Chart lines, pixels. */
export const CHART = { line: 2, thin: 1, fontSize: 13 } as const;
