/** Where a chart is drawn; Node gives a document of its own. */
export interface PlotPlace {
  readonly document: Document;
  /** Pixels. */
  readonly width: number;
}

/** Colours are of the page, or of the style that stands in a file. */
export const INK = 'var(--heed-ink, currentColor)';
export const SOFT = 'var(--heed-ink-soft, currentColor)';
export const RULE = 'var(--heed-rule, currentColor)';
export const ACCENT = 'var(--heed-accent, currentColor)';

export const FONT_PX = 13;

export const plotStyle = {
  background: 'none',
  fontFamily: 'inherit',
  fontSize: `${FONT_PX}px`,
  color: SOFT,
};

const SERIES_COUNT = 6;
const DASHES = ['', '6 3', '1.5 2.5', '8 2.5 1.5 2.5', '3 3', '10 4'] as const;

/** Colour and dash of one of several lines; some of many look alike. */
export const series = (index: number) => ({
  colour: `var(--heed-series-${(index % SERIES_COUNT) + 1}, currentColor)`,
  dash: DASHES[index % DASHES.length] ?? '',
});

/** About as wide as a text is, pixels. */
export const textWidth = (text: string): number => text.length * FONT_PX * 0.6;

export const decimals = (value: number | null): string => (value === null ? '–' : value.toFixed(2));
