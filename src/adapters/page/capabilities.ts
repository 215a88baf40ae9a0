import type { CameraProblem } from '#core/capture/camera-state.ts';
import type { VisionProblem } from '#core/capture/vision-report.ts';

type Obstacle =
  | Extract<CameraProblem, 'insecure_origin' | 'unsupported'>
  | Extract<VisionProblem, 'webgl2_missing' | 'wasm_missing'>;

function hasWebGl2(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}

/** What stands in the way of every camera mode in this browser, before anything is asked; else null. */
export function cameraObstacle(): Obstacle | null {
  if (typeof WebAssembly === 'undefined') return 'wasm_missing';
  if (!hasWebGl2()) return 'webgl2_missing';
  if (!window.isSecureContext) return 'insecure_origin';
  if (!('mediaDevices' in navigator)) return 'unsupported';
  return null;
}
