/** Runs in Chromium: draws the demo lecture and encodes it as WebM with a duration and cues. */
import { BufferTarget, CanvasSource, Output, Quality, WebMOutputFormat } from 'mediabunny';
import { INK, PAPER, SCENES, type Drawing } from './lecture-scenes.ts';
import { LECTURE, LECTURE_SECONDS, SLIDES, SLIDE_SECONDS } from './lecture-script.ts';

const FADE_SECONDS = 0.5;
const MARGIN = 90;
const FAINT = '#6b7a80';
/** Enough for flat colours and thin lines. */
const BITS_PER_SECOND = 60_000;

async function loadFont(): Promise<void> {
  const font = new FontFace('Source Sans 3', 'url(/fonts/source-sans-3-latin-wght-normal.woff2)', {
    weight: '200 900',
  });
  document.fonts.add(await font.load());
}

function write(d: Drawing, words: string, x: number, y: number, font: string, colour = INK): void {
  d.font = `${font} "Source Sans 3"`;
  d.fillStyle = colour;
  d.fillText(words, x, y);
}

function paint(d: Drawing, seconds: number): void {
  const index = Math.min(SLIDES.length - 1, Math.floor(seconds / SLIDE_SECONDS));
  const slide = SLIDES[index];
  if (slide === undefined) throw new Error('The lecture has no slide for this moment.');
  const t = seconds - index * SLIDE_SECONDS;
  d.fillStyle = PAPER;
  d.fillRect(0, 0, LECTURE.width, LECTURE.height);
  d.textAlign = 'left';
  write(d, `${index + 1} of ${SLIDES.length}`, MARGIN, 72, '400 24px', FAINT);

  d.globalAlpha = Math.min(1, t / FADE_SECONDS, (SLIDE_SECONDS - t) / FADE_SECONDS);
  write(d, slide.title, MARGIN, 140, '600 56px');
  write(d, slide.line, MARGIN, 192, '400 32px', FAINT);
  if (slide.source !== null) {
    d.textAlign = 'right';
    write(d, slide.source, LECTURE.width - MARGIN, 72, '400 24px', FAINT);
    d.textAlign = 'left';
  }
  d.globalAlpha = 1;

  d.save();
  d.translate(LECTURE.width / 2, 400);
  SCENES[slide.scene](d, t);
  d.restore();

  d.fillStyle = INK;
  d.fillRect(0, LECTURE.height - 6, (LECTURE.width * seconds) / LECTURE_SECONDS, 6);
}

/** Base64 of the WebM file, VP9. */
async function render(): Promise<string> {
  await loadFont();
  const canvas = new OffscreenCanvas(LECTURE.width * LECTURE.scale, LECTURE.height * LECTURE.scale);
  const drawing = canvas.getContext('2d', { alpha: false });
  if (drawing === null) throw new Error('This browser gives no 2D canvas.');
  drawing.scale(LECTURE.scale, LECTURE.scale);
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const source = new CanvasSource(canvas, {
    codec: 'vp9',
    quality: new Quality({ bitrate: BITS_PER_SECOND, bitrateMode: 'variable' }),
    keyFrameInterval: SLIDE_SECONDS,
  });
  output.addVideoTrack(source, { frameRate: LECTURE.rate });
  output.setMetadataTags({ title: 'How attention works', artist: 'Heed' });
  await output.start();
  for (let index = 0; index < LECTURE_SECONDS * LECTURE.rate; index++) {
    paint(drawing, index / LECTURE.rate);
    await source.add(index / LECTURE.rate, 1 / LECTURE.rate);
  }
  await output.finalize();
  if (target.buffer === null) throw new Error('The lecture came out empty.');
  const bytes = new Uint8Array(target.buffer);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

const lecturePage = { render };
/** What the page's global object offers to whom drives it. */
export interface LecturePage {
  readonly lecturePage: typeof lecturePage;
}
Object.assign(globalThis, { lecturePage } satisfies LecturePage);
