import {
  ALL_FORMATS,
  EncodedPacketSink,
  Input,
  UnsupportedInputFormatError,
  UrlSource,
  VideoSampleSink,
  type InputVideoTrack,
  type VideoSample,
} from 'mediabunny';
import type { CutOff, NoVideo, Undecoded, VideoFound } from './messages.ts';

/** Frames from which a rate is estimated. */
const PROBED_PACKETS = 60;
const US = 1e6;
/** How far the container's own duration may be off, seconds. */
const DURATION_SLACK_S = 1;

export interface OpenVideo {
  readonly found: VideoFound;
  /** Every frame in order of presentation; the caller closes it. */
  frames(): AsyncGenerator<VideoSample | Undecoded, CutOff | null>;
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export async function openVideoFile(url: string): Promise<OpenVideo | NoVideo> {
  const source = new UrlSource(url, { getRetryDelay: () => null });
  const input = new Input({ formats: ALL_FORMATS, source });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (track === null) return { kind: 'no_video', detail: await input.getMimeType() };
    if (!(await track.canDecode())) {
      return { kind: 'cannot_decode', detail: (await track.getCodec()) ?? 'an unknown codec' };
    }
    const stated = await track.getDurationFromMetadata();
    const stats = await track.computePacketStats(PROBED_PACKETS);
    if (stats.packetCount === 0) return { kind: 'damaged', detail: 'it holds no frames' };
    const expectedFrames =
      stats.packetCount < PROBED_PACKETS || stated === null
        ? stats.packetCount
        : Math.round(stated * stats.averagePacketRate);
    return { found: { kind: 'video', expectedFrames }, frames: () => framesOf(track, stated) };
  } catch (error) {
    if (error instanceof UnsupportedInputFormatError) {
      return { kind: 'unknown_format', detail: words(error) };
    }
    return { kind: 'damaged', detail: words(error) };
  }
}

async function* framesOf(
  track: InputVideoTrack,
  statedS: number | null,
): AsyncGenerator<VideoSample | Undecoded, CutOff | null> {
  const sink = new VideoSampleSink(track);
  const packets = new EncodedPacketSink(track);
  let from = Number.NEGATIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let end = 0;
  const cut = (detail: string): CutOff => ({
    kind: 'cut_off',
    at: Math.round(Math.max(0, end) * US),
    detail,
  });
  for (;;) {
    try {
      for await (const sample of sink.samples(from)) {
        if (sample.timestamp <= last) {
          sample.close();
          continue;
        }
        last = sample.timestamp;
        end = last + sample.duration;
        yield sample;
      }
      break;
    } catch (error) {
      // A decoder says so by a DOMException; anything else is the file's own damage.
      if (!(error instanceof DOMException)) return cut(words(error));
      const gap = await undecodedAfter(packets, last, from);
      yield { from: Math.round(gap.from * US), frames: gap.frames, why: words(error) };
      if (gap.next === null) return null;
      from = gap.next;
    }
  }
  if (statedS !== null && end < statedS - DURATION_SLACK_S) {
    return cut(`it says that it lasts ${statedS.toFixed(1)} s`);
  }
  return null;
}

/** The frames after `last`, from where decoding had `begun`, that are given up, and the time at which decoding can begin anew. */
async function undecodedAfter(
  packets: EncodedPacketSink,
  last: number,
  begun: number,
): Promise<{ from: number; frames: number; next: number | null }> {
  const reached = Math.max(last, begun);
  let from: number | null = null;
  let frames = 0;
  const first =
    reached === Number.NEGATIVE_INFINITY
      ? await packets.getFirstPacket()
      : await packets.getKeyPacket(reached);
  for (let packet = first; packet !== null; packet = await packets.getNextPacket(packet)) {
    if (packet.timestamp <= last || packet.timestamp < begun) continue;
    if (packet.type === 'key' && frames > 0)
      return { from: from ?? 0, frames, next: packet.timestamp };
    from = Math.min(from ?? packet.timestamp, packet.timestamp);
    frames++;
  }
  return { from: from ?? Math.max(reached, 0), frames, next: null };
}
