import type { CameraProblem, CameraState } from '#core/capture/camera-state.ts';

/** A camera that could not be opened. The message is fit to be read by the person in front of it. */
export class CameraError extends Error {
  override readonly name = 'CameraError';
  readonly problem: CameraProblem;

  constructor(problem: CameraProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}

export interface CameraListeners {
  /** The track to read from now on; again with another one after the camera came back. */
  readonly onTrack: (track: MediaStreamTrack) => void;
  readonly onState: (state: CameraState) => void;
}

/** An open camera, or a recording in its place. */
export interface Camera {
  readonly state: CameraState;
  /** Stops the track and switches the camera's light off. */
  close(): void;
}
