import type uPlot from 'uplot';
import { ENGAGEMENT_STATUSES, type EngagementStatus } from '#core/engagement/reading.ts';
import type { ClassMarks, MomentMark, Unshown } from './class-data.ts';

/** Of the page's colours, looked up when drawn, so that a change of scheme needs no new chart. */
export type ColourOf = (name: string) => string;

/** Tiles of 6 by 6 pixels. Statuses differ in texture as well as in colour. */
const TEXTURES = {
  engaged: [[0, 0, 6, 6]],
  partially_engaged: [[0, 0, 6, 2]],
  disengaged: [
    [0, 0, 2, 2],
    [3, 3, 2, 2],
  ],
  not_detected: [[0, 0, 1, 6]],
} as const satisfies Record<
  EngagementStatus,
  readonly (readonly [number, number, number, number])[]
>;
const TILE = 6;
/** How much of the colour is under the texture. */
const GROUND: Record<EngagementStatus, number> = {
  engaged: 1,
  partially_engaged: 0.6,
  disengaged: 0.6,
  not_detected: 0.25,
};

type Fill = string | CanvasPattern;

function tile(size: number, paint: (tile: CanvasRenderingContext2D) => void): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = size;
  canvas.height = size;
  const context = canvas.getContext('2d');
  if (context !== null) paint(context);
  return canvas;
}

function statusFill(
  context: CanvasRenderingContext2D,
  status: EngagementStatus,
  colour: string,
): Fill {
  const scale = Math.max(1, Math.round(devicePixelRatio));
  const picture = tile(TILE * scale, (part) => {
    part.fillStyle = colour;
    part.globalAlpha = GROUND[status];
    part.fillRect(0, 0, TILE * scale, TILE * scale);
    part.globalAlpha = status === 'not_detected' ? 0.7 : 1;
    for (const [x, y, width, height] of TEXTURES[status]) {
      part.fillRect(x * scale, y * scale, width * scale, height * scale);
    }
  });
  return context.createPattern(picture, 'repeat') ?? colour;
}

/** Slanting lines: there are figures, and they are held back. */
function hatch(context: CanvasRenderingContext2D, colour: string): Fill {
  const size = 8 * Math.max(1, Math.round(devicePixelRatio));
  const picture = tile(size, (part) => {
    part.strokeStyle = colour;
    part.globalAlpha = 0.45;
    part.lineWidth = size / 8;
    part.beginPath();
    for (const shift of [-size, 0, size]) {
      part.moveTo(shift - 1, size + 1);
      part.lineTo(shift + size + 1, -1);
    }
    part.stroke();
  });
  return context.createPattern(picture, 'repeat') ?? colour;
}

const xOf = (chart: uPlot, seconds: number): number =>
  Math.min(
    chart.bbox.left + chart.bbox.width,
    Math.max(chart.bbox.left, chart.valToPos(seconds, 'x', true)),
  );

/** Stretches without a figure, behind the line. */
export function paintUnshown(chart: uPlot, stretches: readonly Unshown[], colour: ColourOf): void {
  const { ctx, bbox } = chart;
  ctx.save();
  const fills = { too_few: colour('sunken'), held_back: hatch(ctx, colour('ink-soft')) };
  for (const { x1, x2, why } of stretches) {
    const from = xOf(chart, x1);
    ctx.fillStyle = fills[why];
    ctx.fillRect(from, bbox.top, xOf(chart, x2) - from, bbox.height);
  }
  ctx.restore();
}

/** Shares of the statuses in each cell, engaged at the bottom. */
export function paintStacks(chart: uPlot, { stacks }: ClassMarks, colour: ColourOf): void {
  const { ctx, bbox } = chart;
  const gap = devicePixelRatio;
  ctx.save();
  for (const status of ENGAGEMENT_STATUSES) {
    ctx.fillStyle = statusFill(ctx, status, colour(`status-${status}`));
    for (const { x1, x2, parts } of stacks) {
      const part = parts.find((candidate) => candidate.status === status);
      if (part === undefined || part.to === part.from) continue;
      const from = Math.round(xOf(chart, x1));
      const bottom = bbox.top + bbox.height * (1 - part.from);
      const top = bbox.top + bbox.height * (1 - part.to);
      const height = Math.max(0, bottom - top - (part.from > 0 ? gap : 0));
      ctx.fillRect(from, top, Math.round(xOf(chart, x2)) - from, height);
    }
  }
  ctx.restore();
}

/** A soft ground under each moment. */
export function paintMomentGrounds(
  chart: uPlot,
  moments: readonly MomentMark[],
  colour: ColourOf,
): void {
  const { ctx, bbox } = chart;
  ctx.save();
  for (const { x1, x2 } of moments) {
    const from = xOf(chart, x1);
    const width = Math.max(2 * devicePixelRatio, xOf(chart, x2) - from);
    ctx.fillStyle = colour('alert-soft');
    ctx.fillRect(from, bbox.top, width, bbox.height);
    ctx.fillStyle = colour('alert-rule');
    ctx.fillRect(from, bbox.top, devicePixelRatio, bbox.height);
  }
  ctx.restore();
}

const BADGE_PX = 9;

/** The number that each moment has in the list, above where it began. */
export function paintMomentNumbers(
  chart: uPlot,
  moments: readonly MomentMark[],
  colour: ColourOf,
): void {
  const { ctx, bbox } = chart;
  const radius = BADGE_PX * devicePixelRatio;
  let last = Number.NEGATIVE_INFINITY;
  ctx.save();
  ctx.font = `600 ${12 * devicePixelRatio}px ${getComputedStyle(chart.root).fontFamily}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  for (const { number, x1 } of moments) {
    const x = Math.max(xOf(chart, x1), last + 2.2 * radius);
    last = x;
    const y = bbox.top - radius - 2 * devicePixelRatio;
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    ctx.fillStyle = colour('alert-soft');
    ctx.fill();
    ctx.lineWidth = devicePixelRatio;
    ctx.strokeStyle = colour('alert-rule');
    ctx.stroke();
    ctx.fillStyle = colour('ink');
    ctx.fillText(String(number), x, y);
  }
  ctx.restore();
}

/** Where the class is now. */
export function paintHere(chart: uPlot, here: number | null, colour: ColourOf): void {
  if (here === null) return;
  const { ctx, bbox } = chart;
  const x = Math.round(xOf(chart, here)) + 0.5;
  ctx.save();
  ctx.strokeStyle = colour('accent');
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}
