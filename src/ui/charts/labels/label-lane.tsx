import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { CHART } from '../../theme/tokens.ts';
import { type LanePicture, paintLane } from './paint-lane.ts';

interface LabelLaneProps {
  readonly picture: LanePicture;
  /** Pixels. */
  readonly height: number;
  readonly label: string;
}

/** Labels along a stretch of time as bars; the same as a table stands beside it. */
export function LabelLane({ picture, height, label }: LabelLaneProps): ReactNode {
  const place = useRef<HTMLCanvasElement>(null);
  const latest = useRef(picture);
  const scheme = useComputedColorScheme('light');

  useEffect(() => {
    latest.current = picture;
    const canvas = place.current;
    const context = canvas?.getContext('2d') ?? null;
    if (canvas === null || context === null) return;
    const draw = (): void => {
      const width = canvas.clientWidth;
      if (width === 0) return;
      const scale = devicePixelRatio;
      canvas.width = Math.round(width * scale);
      canvas.height = Math.round(height * scale);
      context.setTransform(scale, 0, 0, scale, 0, 0);
      const styles = getComputedStyle(canvas);
      const colour = (name: string): string => styles.getPropertyValue(`--heed-${name}`);
      const font = `${CHART.fontSize}px ${styles.fontFamily}`;
      paintLane({ context, width, height, colour, font }, latest.current);
    };
    draw();
    // The scheme's attribute may be set after this effect, and a font may come later.
    const again = requestAnimationFrame(draw);
    const resized = new ResizeObserver(draw);
    resized.observe(canvas);
    document.fonts.addEventListener('loadingdone', draw);
    return () => {
      cancelAnimationFrame(again);
      resized.disconnect();
      document.fonts.removeEventListener('loadingdone', draw);
    };
  }, [picture, height, scheme]);

  return (
    <canvas
      ref={place}
      role="img"
      aria-label={label}
      style={{ display: 'block', width: '100%', height }}
    />
  );
}
