import type { BodyProtocol } from '#protocol/body-protocol.ts';
import type { FaceProtocol } from '#protocol/face-protocol.ts';
import type { GlanceProtocol } from '#protocol/glance-protocol.ts';
import { bridgeTo, type BridgeListeners, type WorkerBridge } from '#protocol/worker-bridge.ts';

// The bundler finds a worker by this very form of words, so each is written out.

export const spawnFace = (listeners: BridgeListeners<FaceProtocol>): WorkerBridge<FaceProtocol> =>
  bridgeTo(
    new Worker(new URL('../../workers/face.worker.ts', import.meta.url), { type: 'module' }),
    listeners,
  );

export const spawnBody = (listeners: BridgeListeners<BodyProtocol>): WorkerBridge<BodyProtocol> =>
  bridgeTo(
    new Worker(new URL('../../workers/body.worker.ts', import.meta.url), { type: 'module' }),
    listeners,
  );

export const spawnGlance = (
  listeners: BridgeListeners<GlanceProtocol>,
): WorkerBridge<GlanceProtocol> =>
  bridgeTo(
    new Worker(new URL('../../workers/glance.worker.ts', import.meta.url), { type: 'module' }),
    listeners,
  );
