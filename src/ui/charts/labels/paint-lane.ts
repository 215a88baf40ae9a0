import type { Spans, Stretch } from '#core/lab/labels/spans.ts';
import { firstAfter } from '#core/lab/labels/spans.ts';
import type { ColourOf } from '../class-paint.ts';
import { styleOf, wordFill, type WordStyle } from './word-style.ts';

export interface LanePicture {
  readonly spans: Spans;
  readonly stretch: Stretch;
  readonly styles: ReadonlyMap<string, WordStyle>;
  /** Names of words stand in their spans. */
  readonly named: boolean;
}

interface Place {
  readonly context: CanvasRenderingContext2D;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly colour: ColourOf;
  readonly font: string;
}

const ROOM_FOR_NAME = 30;

function shortened(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text;
  let letters = Array.from(text).slice(0, 40);
  while (letters.length > 0 && context.measureText(`${letters.join('')}…`).width > room) {
    letters = letters.slice(0, -1);
  }
  return letters.length === 0 ? '' : `${letters.join('')}…`;
}

/** Spans as bars with their words; none is narrower than a pixel. */
export function paintLane(place: Place, { spans, stretch, styles, named }: LanePicture): void {
  const { context, width, height, colour, font } = place;
  const scale = width / (stretch.to - stretch.from);
  const fills = new Map<string, string | CanvasPattern>();
  context.clearRect(0, 0, width, height);
  context.font = font;
  context.textBaseline = 'middle';
  for (let index = firstAfter(spans, stretch.from); index < spans.length; index++) {
    const span = spans[index];
    if (span === undefined || span.from >= stretch.to) break;
    const style = styleOf(styles, span.word);
    const from = Math.max(0, (span.from - stretch.from) * scale);
    const length = Math.max(1, Math.min(width, (span.to - stretch.from) * scale) - from);
    const fill = fills.get(span.word) ?? wordFill(context, style, colour);
    fills.set(span.word, fill);
    context.fillStyle = named ? fill : colour(style.colour);
    context.fillRect(from, 0, length, height);
    if (!named) continue;
    context.fillStyle = colour(style.colour);
    context.fillRect(from, 0, length, 4);
    context.fillRect(from, 0, Math.min(2, length), height);
    if (length < ROOM_FOR_NAME) continue;
    const text = style.key === null ? style.name : `${style.key} ${style.name}`;
    const shown = shortened(context, text, length - 14);
    if (shown === '') continue;
    context.fillStyle = colour('surface');
    context.globalAlpha = 0.82;
    context.fillRect(from + 5, 10, context.measureText(shown).width + 6, height - 16);
    context.globalAlpha = 1;
    context.fillStyle = colour('ink');
    context.fillText(shown, from + 8, height / 2 + 2);
  }
}
