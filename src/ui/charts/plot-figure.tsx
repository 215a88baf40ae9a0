import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef, type ReactNode } from 'react';
import type { PlotPlace } from './evaluation/plot-options.ts';
import { silenceParts } from './silence-parts.ts';

interface PlotFigureProps {
  /** Draws the picture, named by `aria-label`; the same function for as long as it shows the same. */
  readonly draw: (place: PlotPlace) => Element;
}

/** A plot as wide as there is room, drawn anew when it shows something else. */
export function PlotFigure({ draw }: PlotFigureProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const { ref, width } = useElementSize();
  useEffect(() => {
    const element = place.current;
    if (element === null || width === 0) return;
    const plot = draw({ document, width });
    silenceParts(plot);
    element.replaceChildren(plot);
    return () => {
      element.replaceChildren();
    };
  }, [draw, width]);
  return (
    <div ref={ref}>
      <div ref={place} />
    </div>
  );
}
