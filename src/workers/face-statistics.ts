import { Timings } from '#core/pacing/timings.ts';
import type { Delegate, FrameRoute } from '#core/capture/vision-report.ts';
import type { FaceReport } from '#protocol/face-protocol.ts';
import { now } from './page-clock.ts';

/** What the face worker counts between two reports. */
export class FaceStatistics {
  readonly latency = new Timings();
  readonly inference = new Timings();
  readonly bodyInference = new Timings();
  /** Since the start of the track. */
  dropped = 0;
  droppedNow = 0;
  received = 0;
  #since = now();

  drop(count: number): void {
    this.dropped += count;
    this.droppedNow += count;
  }

  /** The report on the time since the last one; counting begins anew. */
  take(route: FrameRoute, delegate: Delegate, bodyTargetFps: number): FaceReport {
    const at = now();
    const seconds = Math.max(at - this.#since, 1) / 1000;
    const report: FaceReport = {
      at,
      route,
      cameraFps: this.received / seconds,
      faceFps: this.latency.count / seconds,
      bodyTargetFps,
      latencyP50: this.latency.quantile(0.5),
      latencyP95: this.latency.quantile(0.95),
      faceInferenceP50: this.inference.quantile(0.5),
      bodyInferenceP50: this.bodyInference.quantile(0.5),
      dropped: this.dropped,
      faceDelegate: delegate,
    };
    this.latency.clear();
    this.inference.clear();
    this.bodyInference.clear();
    this.received = 0;
    this.droppedNow = 0;
    this.#since = at;
    return report;
  }
}
