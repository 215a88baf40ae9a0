import type { VisionReport } from '#core/capture/vision-report.ts';
import type { TimestampMs } from '#core/units.ts';
import type { Delegate } from '#core/capture/vision-report.ts';
import type { FrameTally, LandmarkerAssets } from '#protocol/landmarker-assets.ts';
import type { FaceProtocol } from '#protocol/face-protocol.ts';
import type { WorkerBridge } from '#protocol/worker-bridge.ts';
import { spawnBody, spawnGlance } from './spawn.ts';
import type { VisionOptions } from './vision-options.ts';

/** The workers that the session can do without: the body's, and the second look's. */
export interface Helpers {
  /** Starts them where they are not running and lets this face worker feed them. */
  attachTo(face: WorkerBridge<FaceProtocol>): void;
  bodyReport(at: TimestampMs): Pick<VisionReport, 'bodyFps' | 'bodyDelegate'>;
  keepFrames(on: boolean): void;
  close(): Promise<Record<'body' | 'glance', FrameTally | null>>;
  terminate(): void;
}

/** Each may fail this often before the session goes on without it. */
const MAX_FAILURES = 3;

interface Helper {
  call(name: 'stop', args: null): Promise<FrameTally>;
  terminate(): void;
}

export function createHelpers(
  assets: (model: string) => LandmarkerAssets,
  options: VisionOptions,
): Helpers {
  let face: WorkerBridge<FaceProtocol> | null = null;
  let bodyDelegate: Delegate | null = null;
  let bodies = 0;
  let countedSince: TimestampMs | null = null;
  let keeping = false;
  let isClosed = false;
  let body: Helper | null = null;
  let glance: ReturnType<typeof spawnGlance> | null = null;
  const failures = { body: 0, glance: 0 };

  const again = (role: 'body' | 'glance', restart: () => Promise<void>): void => {
    failures[role]++;
    if (isClosed || failures[role] >= MAX_FAILURES) return;
    restart().catch(() => {
      again(role, restart);
    });
  };

  const connect = (role: 'body' | 'glance'): MessagePort => {
    const { port1, port2 } = new MessageChannel();
    void face
      ?.call('consumer', { role, port: port1 }, { transfer: [port1] })
      .catch(() => undefined);
    return port2;
  };

  const startBody = async (): Promise<void> => {
    body?.terminate();
    bodyDelegate = null;
    const fail = (): void => {
      again('body', startBody);
    };
    const bridge = spawnBody({
      onNotice(notice) {
        if (notice.kind === 'lost') {
          fail();
          return;
        }
        bodies++;
        options.onBody?.(notice.frame);
      },
      onFailure: fail,
    });
    body = bridge;
    const frames = connect('body');
    const ready = await bridge.call(
      'init',
      {
        assets: assets('pose_landmarker_lite'),
        delegate: failures.body === 0 ? (options.delegate ?? 'auto') : 'cpu',
        frames,
      },
      { transfer: [frames] },
    );
    bodyDelegate = ready.delegate;
  };

  const startGlance = async (): Promise<void> => {
    glance?.terminate();
    const fail = (): void => {
      again('glance', startGlance);
    };
    const bridge = spawnGlance({
      onNotice(notice) {
        if (notice.kind === 'lost') fail();
        else if (keeping) options.onJpeg?.(notice.captured);
      },
      onFailure: fail,
    });
    glance = bridge;
    const frames = connect('glance');
    await bridge.call(
      'init',
      { assets: assets('face_landmarker'), frames },
      { transfer: [frames] },
    );
    await bridge.call('keepFrames', keeping);
  };

  const terminate = (): void => {
    isClosed = true;
    body?.terminate();
    glance?.terminate();
  };

  return {
    attachTo(next) {
      face = next;
      if (options.body !== false) {
        startBody().catch(() => {
          again('body', startBody);
        });
      }
      startGlance().catch(() => {
        again('glance', startGlance);
      });
    },
    bodyReport(at) {
      const seconds = countedSince === null ? null : (at - countedSince) / 1000;
      const bodyFps = seconds === null || seconds <= 0 ? 0 : bodies / seconds;
      bodies = 0;
      countedSince = at;
      return { bodyFps, bodyDelegate };
    },
    keepFrames(on) {
      keeping = on;
      void glance?.call('keepFrames', on).catch(() => undefined);
    },
    async close() {
      isClosed = true;
      const [bodyTally, glanceTally] = await Promise.all([
        body?.call('stop', null).catch(() => null) ?? null,
        glance?.call('stop', null).catch(() => null) ?? null,
      ]);
      terminate();
      return { body: bodyTally, glance: glanceTally };
    },
    terminate,
  };
}
