import { BridgeError } from '#protocol/bridge.ts';

/** What kind of WebGL2 there is. MediaPipe needs a context even where it computes on the CPU. */
export interface Graphics {
  /** As the browser names it; null where it doesn't say. */
  readonly renderer: string | null;
  /** A software renderer is right but slow: its GPU delegate is never worth trying. */
  readonly isHardware: boolean;
}

export type CanvasMaker = () => OffscreenCanvas;

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render|mesa offscreen/i;

export const isHardwareRenderer = (renderer: string | null): boolean =>
  renderer !== null && !SOFTWARE.test(renderer);

function rendererOf(gl: WebGL2RenderingContext): string | null {
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = gl.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER);
  return typeof name === 'string' && name !== '' ? name : null;
}

/** Throws BridgeError `webgl2_missing` where there is no WebGL2. */
export function probeGraphics(makeCanvas: CanvasMaker = () => new OffscreenCanvas(1, 1)): Graphics {
  const gl = typeof OffscreenCanvas === 'undefined' ? null : makeCanvas().getContext('webgl2');
  if (gl === null) {
    throw new BridgeError(
      'webgl2_missing',
      'This browser gives no WebGL2 context, which reading a face needs. ' +
        'Turn on hardware acceleration in its settings, or go on without a camera.',
    );
  }
  const renderer = rendererOf(gl);
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return { renderer, isHardware: isHardwareRenderer(renderer) };
}
