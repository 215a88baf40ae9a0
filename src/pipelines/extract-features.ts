import type { FeatureRow } from '#core/csv/feature-row.ts';
import { loggedReading } from '#core/engagement/logged-reading.ts';
import { createEngagementMeter } from '#core/engagement/meter.ts';
import type { FaceFrame } from '#core/landmarks/landmark-frame.ts';
import { keptObservation } from '#core/signals/face-sample.ts';
import { createFaceSampler, type FaceSampler } from '#core/signals/face-sampler.ts';
import { durationMs, type TimestampMs } from '#core/units.ts';

export interface ExtractOptions {
  /** Frames in order of time, from the recording's start; or unrelated pictures. */
  readonly kind: 'sequence' | 'stills';
  /** false where pictures' sizes were not kept. */
  readonly imageSizeKnown: boolean;
  /** Written into the rows, where the layout has a place for it. */
  readonly sessionId: string;
  /** What was read before; rows go on behind it, and frames up to its end only warm up. */
  readonly after?: ReadBefore | null;
}

export interface ReadBefore {
  readonly frames: number;
  /** Of the last row. */
  readonly until: TimestampMs;
}

/**
 * From landmarks to rows of features, one per frame, by the code that runs live. A sequence also
 * gets the engagement score and status; stills have none, since both need time. Whoever passes the
 * sampler, made for the same options, can ask it what is known of the sitter.
 */
export async function* extractFeatures(
  frames: AsyncIterable<FaceFrame>,
  options: ExtractOptions,
  sampler: FaceSampler = createFaceSampler(options),
): AsyncGenerator<FeatureRow> {
  const { kind, sessionId, after = null } = options;
  const meter = kind === 'sequence' ? createEngagementMeter() : null;
  let frame = after?.frames ?? 0;
  for await (const captured of frames) {
    const observation = keptObservation(sampler.sample(captured));
    const reading = meter === null ? null : loggedReading(meter.push(observation), observation);
    const at = captured.capturedAt;
    if (after !== null && at <= after.until) continue;
    yield {
      frame: ++frame,
      time: meter === null ? { kind: 'still' } : { kind: 'moment', at, elapsed: durationMs(at) },
      sessionId,
      lectureId: '',
      courseId: '',
      observation,
      score: reading?.score ?? null,
      status: reading?.status ?? null,
    };
  }
}
