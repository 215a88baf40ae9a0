import { csvLine } from '#core/csv/csv-layout.ts';
import type { FeatureRow } from '#core/csv/feature-row.ts';
import { OPENFACE } from '#core/csv/openface.ts';
import type { FaceFrame } from '#core/landmarks/landmark-frame.ts';
import type { ClipStretch, ClipWish } from '#core/lab/clip-reading.ts';
import { createFaceSampler } from '#core/signals/face-sampler.ts';
import { timestampMs, type TimestampMs } from '#core/units.ts';
import type { CutOff, NoVideo, VideoFound } from '#core/videos/video-outcome.ts';
import { openVideoFile, type OpenVideo } from '#adapters/video-file/video-frames.ts';
import { extractFeatures } from '#pipelines/extract-features.ts';
import type { FaceReader } from './face-reader.ts';
import { createFrameImages } from './frame-image.ts';

const US = 1e6;
const MS = 1000;
/** Before what is read anew, so that tracker and head count have found their feet. */
export const WARM_UP_S = 1;

/** The rows of one video. */
export interface VideoReading {
  readonly found: VideoFound;
  next(most: number): Promise<ClipStretch>;
  close(): Promise<void>;
}

/** Begins a video with a reader that has nothing left of the one before. */
export async function readVideo(
  file: Blob,
  { name, after }: ClipWish,
  reader: FaceReader,
): Promise<VideoReading | NoVideo> {
  const video = await openVideoFile(file);
  if ('kind' in video) return video;
  const baseline = after?.baseline ?? null;
  const options = { kind: 'sequence', imageSizeKnown: true } as const;
  const sampler = createFaceSampler({ ...options, baseline });
  const seen = { undecoded: 0, cutOff: null as CutOff | null };
  const frames = faceFrames(video, after?.until ?? null, reader, seen);
  const rows = extractFeatures(frames, { ...options, sessionId: name, after }, sampler);
  return {
    found: video.found,
    async next(most) {
      const stretch = { rows: '', frames: 0, faces: 0, until: null as TimestampMs | null };
      let ended = false;
      seen.undecoded = 0;
      while (!ended && stretch.frames < most) {
        const row = await rows.next();
        if (row.done === true) ended = true;
        else addRow(stretch, row.value);
      }
      return {
        ...stretch,
        undecoded: seen.undecoded,
        baseline: sampler.baseline(),
        end: ended ? (seen.cutOff ?? { kind: 'ended' }) : null,
      };
    },
    async close() {
      await rows.return(undefined);
      video.close();
    },
  };
}

function addRow(
  stretch: { rows: string; frames: number; faces: number; until: TimestampMs | null },
  row: FeatureRow,
): void {
  stretch.rows += csvLine(OPENFACE, row);
  stretch.frames++;
  if (row.observation.kind === 'face') stretch.faces++;
  stretch.until = row.observation.capturedAt;
}

async function* faceFrames(
  video: OpenVideo,
  until: TimestampMs | null,
  reader: FaceReader,
  seen: { undecoded: number; cutOff: CutOff | null },
): AsyncGenerator<FaceFrame> {
  const imageOf = createFrameImages();
  const decoded = video.frames(until === null ? undefined : until / MS - WARM_UP_S);
  try {
    for (;;) {
      const { value: frame, done } = await decoded.next();
      if (done === true) {
        seen.cutOff = frame;
        return;
      }
      if ('why' in frame) {
        // What was lost before the seam was counted before.
        if (until === null || (frame.from / US) * MS > until) seen.undecoded += frame.frames;
        continue;
      }
      try {
        // By way of seconds, as a landmark recording keeps them.
        const at = timestampMs((frame.microsecondTimestamp / US) * MS);
        yield await reader.read(await imageOf(frame), at);
      } finally {
        frame.close();
      }
    }
  } finally {
    await decoded.return(null);
  }
}
