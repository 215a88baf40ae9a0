import { createDropCount } from '#core/pacing/drop-count.ts';
import { Timings } from '#core/pacing/timings.ts';
import type { Delegate, FrameRoute } from '#core/capture/vision-report.ts';
import type { FaceReport } from '#protocol/face-protocol.ts';
import { now } from './page-clock.ts';

/** What the face worker counts between two reports. */
export class FaceStatistics {
  readonly latency = new Timings();
  readonly inference = new Timings();
  readonly bodyInference = new Timings();
  readonly #drops = createDropCount();
  #droppedBefore = 0;
  #receivedNow = 0;
  #since = now();

  /** A new track: its drops are counted from zero. */
  begin(): void {
    this.#drops.restart();
    this.#droppedBefore = 0;
  }

  /** Frames that came in, and those of them that were overtaken here. */
  receive(received: number, overtaken: number): void {
    this.#receivedNow += received;
    this.#drops.receive(received, overtaken);
  }

  /** Frames that the camera delivered since its start, by the browser's count. */
  delivered(frames: number): void {
    this.#drops.delivered(frames);
  }

  get droppedNow(): number {
    return this.#drops.dropped() - this.#droppedBefore;
  }

  /** The report on the time since the last one; counting begins anew. */
  take(route: FrameRoute, delegate: Delegate, bodyTargetFps: number): FaceReport {
    const at = now();
    const seconds = Math.max(at - this.#since, 1) / 1000;
    const dropped = this.#drops.dropped();
    const report: FaceReport = {
      at,
      route,
      cameraFps: (this.#receivedNow + Math.max(0, this.droppedNow)) / seconds,
      faceFps: this.latency.count / seconds,
      bodyTargetFps,
      latencyP50: this.latency.quantile(0.5),
      latencyP95: this.latency.quantile(0.95),
      faceInferenceP50: this.inference.quantile(0.5),
      bodyInferenceP50: this.bodyInference.quantile(0.5),
      dropped,
      faceDelegate: delegate,
    };
    this.latency.clear();
    this.inference.clear();
    this.bodyInference.clear();
    this.#receivedNow = 0;
    this.#droppedBefore = dropped;
    this.#since = at;
    return report;
  }
}
