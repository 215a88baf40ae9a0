import { parseHTML } from 'linkedom';
import type { PlotPlace } from '#ui/charts/evaluation/plot-options.ts';
import { SCHEME_COLOURS } from '#ui/theme/tokens.ts';

const variables = (scheme: 'light' | 'dark'): string =>
  Object.entries(SCHEME_COLOURS)
    .map(([name, pair]) => `--heed-${name}: ${pair[scheme]};`)
    .join(' ');

/** What a page gives a chart, for one that stands alone. */
const STYLE = `
.heed-chart { ${variables('light')} background: var(--heed-surface) !important; color: var(--heed-ink-soft); font-family: system-ui, sans-serif !important; }
@media (prefers-color-scheme: dark) { .heed-chart { ${variables('dark')} } }
`;

/**
 * A chart as an SVG file, light or dark as the reader's system is. `draw` gets a document in memory.
 * Throws RangeError where it draws anything but one picture.
 */
export function svgFile(draw: (place: PlotPlace) => Element, width = 640): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const picture = draw({ document, width });
  if (picture.tagName.toLowerCase() !== 'svg') {
    throw new RangeError(`a chart became <${picture.tagName}>, not one picture`);
  }
  picture.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  picture.setAttribute('role', 'img');
  picture.classList.add('heed-chart');
  const style = document.createElement('style');
  style.textContent = STYLE;
  picture.prepend(style);
  return `${picture.outerHTML.replaceAll('&nbsp;', ' ')}\n`;
}
