import { SCHEME_COLOURS } from '../../theme/tokens.ts';
import type { PlotPlace } from './plot-options.ts';

const variables = (scheme: 'light' | 'dark'): string =>
  Object.entries(SCHEME_COLOURS)
    .map(([name, pair]) => `--heed-${name}: ${pair[scheme]};`)
    .join(' ');

/** The colours of a page for what stands alone, with those of the dark where its reader is. */
export const schemeRules = (place: string, schemes: 'both' | 'light'): string => {
  const dark = `@media (prefers-color-scheme: dark) { ${place} { ${variables('dark')} } }`;
  return `${place} { ${variables('light')} } ${schemes === 'both' ? dark : ''}`;
};

const LOOK =
  '.heed-chart { background: var(--heed-surface) !important; color: var(--heed-ink-soft); font-family: system-ui, sans-serif !important; }';

/**
 * A chart as an SVG file that needs nothing else: light, or as the reader's system is. `document` is
 * one to draw in. Throws RangeError where `draw` makes anything but one picture.
 */
export function standaloneSvg(
  draw: (place: PlotPlace) => Element,
  { document, width }: PlotPlace,
  schemes: 'both' | 'light' = 'both',
): string {
  const picture = draw({ document, width });
  if (picture.tagName.toLowerCase() !== 'svg') {
    throw new RangeError(`a chart became <${picture.tagName}>, not one picture`);
  }
  picture.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  picture.setAttribute('role', 'img');
  picture.classList.add('heed-chart');
  const style = document.createElement('style');
  style.textContent = `${schemeRules('.heed-chart', schemes)} ${LOOK}`;
  picture.prepend(style);
  return `${picture.outerHTML.replaceAll('&nbsp;', ' ')}\n`;
}
