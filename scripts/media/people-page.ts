/** Runs in Chromium: paints a scenario's pictures from photographs of real people. */
import { BufferTarget, CanvasSource, Output, Quality, WebMOutputFormat } from 'mediabunny';
import {
  FRAME,
  PEOPLE,
  SCENARIOS,
  durationOf,
  placementsAt,
  type Person,
  type Placement,
  type ScenarioName,
} from './scenarios.ts';

type Cutouts = ReadonlyMap<Person, OffscreenCanvas>;

function context(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const drawing = canvas.getContext('2d', { alpha: true });
  if (drawing === null) throw new Error('This browser gives no 2D canvas.');
  return drawing;
}

/** Head and shoulders with soft edges, so that no edge of a photograph looks like a thing. */
async function cutOut(person: Person): Promise<OffscreenCanvas> {
  const { photo, x, y, size } = PEOPLE[person];
  const picture = await createImageBitmap(await (await fetch(`/photos/${photo}`)).blob());
  const canvas = new OffscreenCanvas(size, size);
  const drawing = context(canvas);
  drawing.drawImage(picture, x - size / 2, y - size / 2, size, size, 0, 0, size, size);
  const half = size / 2;
  const mask = drawing.createRadialGradient(half, half, size * 0.36, half, half, half);
  mask.addColorStop(0, 'rgb(0 0 0 / 1)');
  mask.addColorStop(1, 'rgb(0 0 0 / 0)');
  drawing.globalCompositeOperation = 'destination-in';
  drawing.fillStyle = mask;
  drawing.fillRect(0, 0, size, size);
  picture.close();
  return canvas;
}

function paintRoom(drawing: OffscreenCanvasRenderingContext2D): void {
  const wall = drawing.createLinearGradient(0, 0, FRAME.width, FRAME.height);
  wall.addColorStop(0, '#b9b4a8');
  wall.addColorStop(1, '#7f7a70');
  drawing.fillStyle = wall;
  drawing.fillRect(0, 0, FRAME.width, FRAME.height);
  drawing.fillStyle = '#6a5f50';
  drawing.fillRect(0, 430, FRAME.width, 50);
}

function paintPerson(
  drawing: OffscreenCanvasRenderingContext2D,
  cutouts: Cutouts,
  { person, x, y, side, roll }: Placement,
): void {
  const cutout = cutouts.get(person);
  if (cutout === undefined) throw new Error(`Nobody is called ${person}.`);
  drawing.save();
  drawing.translate(x, y);
  drawing.rotate(roll);
  drawing.drawImage(cutout, -side / 2, -side / 2, side, side);
  drawing.restore();
}

async function painterOf(name: ScenarioName) {
  const people = Object.keys(PEOPLE) as readonly Person[];
  const cutouts: Cutouts = new Map(
    await Promise.all(people.map(async (person) => [person, await cutOut(person)] as const)),
  );
  const canvas = new OffscreenCanvas(FRAME.width, FRAME.height);
  const drawing = context(canvas);
  const paint = (seconds: number): void => {
    paintRoom(drawing);
    for (const placement of placementsAt(SCENARIOS[name], seconds)) {
      paintPerson(drawing, cutouts, placement);
    }
  };
  return { canvas, paint };
}

const base64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

/** Every picture of a scenario as base64 of a JPEG. */
async function jpegs(name: ScenarioName): Promise<readonly string[]> {
  const { canvas, paint } = await painterOf(name);
  const pictures: string[] = [];
  const count = Math.round(durationOf(SCENARIOS[name]) * FRAME.rate);
  for (let index = 0; index < count; index++) {
    paint(index / FRAME.rate);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
    pictures.push(base64(new Uint8Array(await blob.arrayBuffer())));
  }
  return pictures;
}

/** A scenario as base64 of a WebM file, VP8. */
async function webm(name: ScenarioName): Promise<string> {
  const { canvas, paint } = await painterOf(name);
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const source = new CanvasSource(canvas, { codec: 'vp8', quality: new Quality('high') });
  output.addVideoTrack(source, { frameRate: FRAME.rate });
  await output.start();
  const count = Math.round(durationOf(SCENARIOS[name]) * FRAME.rate);
  for (let index = 0; index < count; index++) {
    paint(index / FRAME.rate);
    await source.add(index / FRAME.rate, 1 / FRAME.rate);
  }
  await output.finalize();
  if (target.buffer === null) throw new Error('The recording came out empty.');
  return base64(new Uint8Array(target.buffer));
}

const peoplePage = { jpegs, webm };
/** What the page's global object offers to whom drives it. */
export interface PeoplePage {
  readonly peoplePage: typeof peoplePage;
}
Object.assign(globalThis, { peoplePage } satisfies PeoplePage);
