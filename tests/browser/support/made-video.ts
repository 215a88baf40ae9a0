/** Short videos of a face, made in the page. */
import { BufferTarget, CanvasSource, Output, Quality, WebMOutputFormat } from 'mediabunny';
import { sceneDrawer, SIZE, type Scene } from './faces.ts';

export interface MadeVideo {
  readonly name: string;
  readonly fps: number;
  /** What is seen, and for how many seconds. */
  readonly scenes: readonly (readonly [Scene, number])[];
}

export async function madeVideo({ name, fps, scenes }: MadeVideo): Promise<File> {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, SIZE);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no 2D canvas');
  const draw = await sceneDrawer(context);
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const source = new CanvasSource(canvas, {
    codec: 'vp8',
    quality: new Quality('medium'),
    keyFrameInterval: 1,
  });
  output.addVideoTrack(source);
  await output.start();
  const shown = scenes.flatMap(([scene, seconds]) =>
    Array.from({ length: Math.round(seconds * fps) }, () => scene),
  );
  for (const [index, scene] of shown.entries()) {
    draw(scene, Math.round(20 * Math.sin(index / 3)));
    await source.add(index / fps, 1 / fps);
  }
  await output.finalize();
  if (target.buffer === null) throw new Error('the video came out empty');
  return new File([target.buffer], name, { lastModified: 1_700_000_000_000 });
}
