import { LEARNING_STATES } from '#core/models/prediction.ts';
import type { ColourOf } from '../class-paint.ts';

/** How a word looks: by colour, by texture and by a sign; its name stands beside it. */
export interface WordStyle {
  readonly word: string;
  readonly name: string;
  /** The key that paints it; null for a word that is none of those offered. */
  readonly key: number | null;
  /** Of the page's colours. */
  readonly colour: string;
  readonly texture: Texture;
}

const TEXTURES = ['plain', 'rising', 'falling', 'dots', 'level', 'upright'] as const;
type Texture = (typeof TEXTURES)[number];
const COLOURS = 6;

const cycled = <T>(values: readonly T[], index: number): T => values[index % values.length] as T;

/** A learning state looks as it does in every chart. */
const isState = (word: string): boolean => LEARNING_STATES.some((state) => state === word);

/** The words offered come first, then those that are only on the timeline. */
export function wordStyles(
  offered: readonly string[],
  used: Iterable<string>,
  nameOf: (word: string) => string,
): ReadonlyMap<string, WordStyle> {
  const all = [...new Set([...offered, ...[...used].sort()])];
  return new Map(
    all.map((word, index) => [
      word,
      {
        word,
        name: nameOf(word),
        key: index < offered.length ? index + 1 : null,
        colour: isState(word) ? `state-${word}` : `series-${(index % COLOURS) + 1}`,
        texture: cycled(TEXTURES, index),
      },
    ]),
  );
}

const UNKNOWN: Omit<WordStyle, 'word' | 'name'> = {
  key: null,
  colour: 'ink-soft',
  texture: 'plain',
};

export const styleOf = (styles: ReadonlyMap<string, WordStyle>, word: string): WordStyle =>
  styles.get(word) ?? { ...UNKNOWN, word, name: word };

const TILE = 8;

/** A tile of 8 by 8 pixels in the word's colour, to be repeated. */
function tileOf({ texture }: WordStyle, colour: string, scale: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = TILE * scale;
  const context = canvas.getContext('2d');
  if (context === null) return canvas;
  context.scale(scale, scale);
  context.strokeStyle = context.fillStyle = colour;
  context.globalAlpha = 0.26;
  context.fillRect(0, 0, TILE, TILE);
  context.globalAlpha = 0.5;
  const line = (x1: number, y1: number, x2: number, y2: number): void => {
    context.beginPath();
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    context.stroke();
  };
  switch (texture) {
    case 'plain':
      break;
    case 'rising':
      for (const shift of [-TILE, 0, TILE]) line(shift - 1, TILE + 1, shift + TILE + 1, -1);
      break;
    case 'falling':
      for (const shift of [-TILE, 0, TILE]) line(shift - 1, -1, shift + TILE + 1, TILE + 1);
      break;
    case 'dots':
      for (const [x, y] of [
        [1, 1],
        [5, 5],
      ] as const) {
        context.fillRect(x, y, 2, 2);
      }
      break;
    case 'level':
      line(0, 4, TILE, 4);
      break;
    case 'upright':
      line(4, 0, 4, TILE);
  }
  return canvas;
}

export const wordFill = (
  context: CanvasRenderingContext2D,
  style: WordStyle,
  colour: ColourOf,
): string | CanvasPattern => {
  const solid = colour(style.colour);
  const picture = tileOf(style, solid, Math.max(1, Math.round(devicePixelRatio)));
  return context.createPattern(picture, 'repeat') ?? solid;
};
