import type { CameraProblem } from '#core/capture/camera-state.ts';

/** A camera that could not be opened. The message is fit to be read by the person in front of it. */
export class CameraError extends Error {
  override readonly name = 'CameraError';
  readonly problem: CameraProblem;

  constructor(problem: CameraProblem, options?: ErrorOptions) {
    super(MESSAGES[problem], options);
    this.problem = problem;
  }
}

const MESSAGES: Readonly<Record<CameraProblem, string>> = {
  permission_denied:
    'The browser was not allowed to use the camera. Allow it in the address bar, then try again, or go on without a camera.',
  blocked_by_page:
    'The page that shows this one does not pass the camera on. Open this page in a tab of its own, or go on without a camera.',
  no_camera:
    'No camera was found. Plug one in and try again, play a recording in its place, or go on without.',
  in_use:
    'The camera is in use by another program, or does not answer. Close it there and try again.',
  overconstrained: 'The chosen camera is not there any more. Choose another one.',
  insecure_origin:
    'Browsers give the camera to secure pages only. Open this page by https, or on localhost.',
  unsupported: 'This browser has no way to use a camera. Go on without, or use a current browser.',
  recording_unplayable:
    'This file cannot be played as a camera. Choose an MP4 or WebM video that this browser plays.',
  aborted: 'Opening the camera was given up.',
};

/** What the page around this one lets through. */
export interface PageRights {
  readonly isSecure: boolean;
  /** false: an embedding page or a header forbids it; null: the browser doesn't tell. */
  readonly cameraAllowed: boolean | null;
}

interface PolicyOwner {
  readonly permissionsPolicy?: { allowsFeature(name: string): boolean };
  readonly featurePolicy?: { allowsFeature(name: string): boolean };
}

export function readPageRights(): PageRights {
  const owner = document as PolicyOwner;
  const policy = owner.permissionsPolicy ?? owner.featurePolicy;
  return {
    isSecure: globalThis.isSecureContext,
    cameraAllowed: policy?.allowsFeature('camera') ?? null,
  };
}

/** Names why getUserMedia refused (W3C Media Capture and Streams, section 10.2.1). */
export function problemOf(error: unknown, rights: PageRights): CameraProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      if (!rights.isSecure) return 'insecure_origin';
      return rights.cameraAllowed === false ? 'blocked_by_page' : 'permission_denied';
    case 'NotFoundError':
      return 'no_camera';
    case 'NotReadableError':
    case 'AbortError':
      return 'in_use';
    case 'OverconstrainedError':
      return 'overconstrained';
    default:
      return 'unsupported';
  }
}
