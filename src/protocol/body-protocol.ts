import type { BodyFrame } from '#core/landmarks/landmark-frame.ts';
import type {
  DelegateChoice,
  FrameTally,
  LandmarkerAssets,
  LandmarkerLost,
  LandmarkerReady,
} from './landmarker-assets.ts';

export interface BodyWorkerInit {
  readonly assets: LandmarkerAssets;
  readonly delegate: DelegateChoice;
  /** Where the face worker's frames arrive. */
  readonly frames: MessagePort;
}

export type BodyCommands = {
  readonly init: { readonly args: BodyWorkerInit; readonly result: LandmarkerReady };
  readonly stop: { readonly args: null; readonly result: FrameTally };
};

export type BodyNotice = { readonly kind: 'body'; readonly frame: BodyFrame } | LandmarkerLost;

export interface BodyProtocol {
  readonly commands: BodyCommands;
  readonly toWorker: never;
  readonly fromWorker: BodyNotice;
}
