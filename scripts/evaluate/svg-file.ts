import { parseHTML } from 'linkedom';
import type { PlotPlace } from '#ui/charts/evaluation/plot-options.ts';
import { standaloneSvg } from '#ui/charts/evaluation/standalone-svg.ts';

/**
 * A chart as an SVG file, light or dark as the reader's system is. `draw` gets a document in memory.
 * Throws RangeError where it draws anything but one picture.
 */
export function svgFile(draw: (place: PlotPlace) => Element, width = 640): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  return standaloneSvg(draw, { document, width });
}
