/** Pictures with real faces, 640x480, cut from the photographs that @vladmandic/face-api ships. */
export const photo = (name: string): string =>
  new URL(`../../../node_modules/@vladmandic/face-api/demo/${name}.jpg`, import.meta.url).href;

interface Cut {
  readonly photo: string;
  /** x, y, width, height in the photograph. */
  readonly area: readonly [number, number, number, number];
}

const CUTS = {
  /** One woman, facing the camera. */
  one: { photo: 'sample6', area: [40, 380, 560, 420] },
  two: { photo: 'sample6', area: [0, 300, 960, 720] },
  /** A wall and a lamp. */
  nobody: { photo: 'sample5', area: [0, 0, 400, 300] },
} as const satisfies Record<string, Cut>;
export type Scene = keyof typeof CUTS;

export const SIZE = { width: 640, height: 480 } as const;

/** Draws a scene; `shift` moves it sideways by so many pixels, so that frames differ. */
export async function sceneDrawer(
  context: CanvasRenderingContext2D,
): Promise<(scene: Scene, shift?: number) => void> {
  const images = new Map<Scene, ImageBitmap>();
  for (const scene of Object.keys(CUTS) as Scene[]) {
    const cut: Cut = CUTS[scene];
    const response = await fetch(photo(cut.photo));
    if (!response.ok) throw new Error(`${cut.photo}: HTTP ${response.status}`);
    images.set(scene, await createImageBitmap(await response.blob(), ...cut.area));
  }
  return (scene, shift = 0) => {
    context.drawImage(images.get(scene) as ImageBitmap, shift, 0, SIZE.width, SIZE.height);
  };
}

export interface SceneCamera {
  readonly track: MediaStreamTrack;
  show(scene: Scene): void;
  stop(): void;
}

/** A camera that shows scenes, from a canvas. */
export async function sceneCamera(fps = 30): Promise<SceneCamera> {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, SIZE);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no 2D canvas');
  const draw = await sceneDrawer(context);
  let scene: Scene = 'one';
  let tick = 0;
  draw(scene);
  const [track] = canvas.captureStream(fps).getVideoTracks();
  if (track === undefined) throw new Error('no track');
  const timer = setInterval(() => {
    tick++;
    draw(scene, (tick % 3) - 1);
  }, 1000 / fps);
  return {
    track,
    show(next) {
      scene = next;
    },
    stop() {
      clearInterval(timer);
      track.stop();
    },
  };
}
