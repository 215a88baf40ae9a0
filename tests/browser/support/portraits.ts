import { SIZE, photo } from './faces.ts';

/** Where faces are in the photographs that @vladmandic/face-api ships: middle and size, pixels. */
const PLACES: Readonly<Record<string, readonly (readonly [number, number, number])[]>> = {
  sample1: [
    [1573, 328, 195],
    [934, 549, 208],
  ],
  sample2: [[1544, 285, 212]],
  sample3: [
    [700, 480, 223],
    [1192, 377, 234],
    [1579, 452, 220],
  ],
  sample4: [
    [751, 196, 198],
    [329, 330, 186],
    [1075, 317, 184],
    [1363, 282, 179],
  ],
  sample5: [
    [864, 232, 183],
    [1208, 333, 192],
    [673, 561, 202],
    [1517, 545, 230],
    [454, 1036, 246],
  ],
  sample6: [
    [784, 501, 241],
    [1273, 467, 212],
    [1593, 428, 237],
    [355, 640, 228],
  ],
};

/** Size of a face in the middle of its picture: as before a webcam, at arm's length. */
const FACE_SIZE = 170;

export interface Portrait {
  readonly name: string;
  readonly picture: ImageData;
}

/** Every face of the photographs, each in the middle of a picture as of a camera. */
export async function portraits(): Promise<readonly Portrait[]> {
  const made: Portrait[] = [];
  for (const [name, places] of Object.entries(PLACES)) {
    const response = await fetch(photo(name));
    if (!response.ok) throw new Error(`${name}: HTTP ${response.status}`);
    const image = await createImageBitmap(await response.blob());
    for (const [x, y, size] of places) {
      const scale = FACE_SIZE / size;
      const context = blankContext();
      context.imageSmoothingQuality = 'high';
      context.drawImage(
        image,
        SIZE.width / 2 - x * scale,
        SIZE.height / 2 - y * scale,
        image.width * scale,
        image.height * scale,
      );
      made.push({ name: `${name} at ${x}`, picture: pictureOf(context) });
    }
    image.close();
  }
  return made;
}

export function blankContext(): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(SIZE.width, SIZE.height).getContext('2d', {
    willReadFrequently: true,
  });
  if (context === null) throw new Error('no 2D canvas');
  context.fillStyle = '#777';
  context.fillRect(0, 0, SIZE.width, SIZE.height);
  return context;
}

export const pictureOf = (context: OffscreenCanvasRenderingContext2D): ImageData =>
  context.getImageData(0, 0, SIZE.width, SIZE.height);
