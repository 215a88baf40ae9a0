import type { ImageSize } from '../units.ts';

/** Why a camera cannot be opened. Each has its own words and way out in the interface. */
export const CAMERA_PROBLEMS = [
  /** The person, or the browser on their behalf, said no. */
  'permission_denied',
  /** The page that embeds this one does not pass the camera on (Permissions-Policy, allow=). */
  'blocked_by_page',
  'no_camera',
  /** Another program holds the camera, or the driver failed. */
  'in_use',
  /** No camera can do what was asked, such as a device that was unplugged since it was chosen. */
  'overconstrained',
  /** Cameras are given to https and localhost only. */
  'insecure_origin',
  /** The browser has no camera interface. */
  'unsupported',
  /** The recording chosen in place of a camera cannot be played. */
  'recording_unplayable',
  /** Opening was given up by the caller. */
  'aborted',
] as const;
export type CameraProblem = (typeof CAMERA_PROBLEMS)[number];

/** Why a camera that worked gives no pictures now. */
export type CameraLoss = 'unplugged' | 'muted' | 'taken_away';

export type CameraState =
  | { readonly kind: 'live'; readonly label: string; readonly image: ImageSize }
  /** The session goes on; `live` follows by itself when a camera is back. */
  | { readonly kind: 'lost'; readonly reason: CameraLoss }
  | { readonly kind: 'closed' };
