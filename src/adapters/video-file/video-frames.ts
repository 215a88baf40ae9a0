import {
  ALL_FORMATS,
  BlobSource,
  EncodedPacketSink,
  Input,
  IsobmffInputFormat,
  type Source,
  UnsupportedInputFormatError,
  UrlSource,
  VideoSampleSink,
  type InputVideoTrack,
  type VideoSample,
} from 'mediabunny';
import type { CutOff, NoVideo, Undecoded, VideoFound } from '#core/videos/video-outcome.ts';
import { AVI_HEAD_BYTES, isAvi } from '#core/videos/video-words.ts';
import { decodableCount, groupAfter } from './damaged-group.ts';

/** Frames from which a rate is estimated. */
const PROBED_PACKETS = 60;
const US = 1e6;
/** How far the container's own duration may be off, seconds. */
const DURATION_SLACK_S = 1;

/** A decoded frame; whoever takes it closes it. */
export type DecodedFrame = VideoSample;

export interface OpenVideo {
  readonly found: VideoFound;
  /**
   * Every frame in order of presentation, from the one that is shown at `fromS` on, seconds; the
   * caller closes it. Decoding begins at the key frame before.
   */
  frames(fromS?: number): AsyncGenerator<DecodedFrame | Undecoded, CutOff | null>;
  /** Frees the file and its decoder, read to the end or not. */
  close(): void;
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Opens a video at an address. */
export const openVideoAt = (url: string): Promise<OpenVideo | NoVideo> =>
  openSource(new UrlSource(url, { getRetryDelay: () => null }));

/** Opens a video that the person gave; of its bytes only those that are needed are read. */
export async function openVideoFile(file: Blob): Promise<OpenVideo | NoVideo> {
  if (file.size === 0) return { kind: 'empty', detail: '' };
  const head = new Uint8Array(await file.slice(0, AVI_HEAD_BYTES).arrayBuffer());
  if (isAvi(head)) return { kind: 'avi', detail: '' };
  return openSource(new BlobSource(file));
}

async function openSource(source: Source): Promise<OpenVideo | NoVideo> {
  const input = new Input({ formats: ALL_FORMATS, source });
  const opened = await openInput(input);
  if ('kind' in opened) input.dispose();
  return opened;
}

async function openInput(input: Input): Promise<OpenVideo | NoVideo> {
  try {
    const track = await input.getPrimaryVideoTrack();
    if (track === null) {
      return (await input.getTracks()).length === 0
        ? { kind: 'damaged', detail: 'its index is missing, as where a recording was broken off' }
        : { kind: 'no_video', detail: await input.getMimeType() };
    }
    if (!(await track.canDecode())) {
      return { kind: 'cannot_decode', detail: (await track.getCodec()) ?? 'an unknown codec' };
    }
    const stated = await track.getDurationFromMetadata();
    const stats = await track.computePacketStats(PROBED_PACKETS);
    if (stats.packetCount === 0) return { kind: 'damaged', detail: 'it holds no frames' };
    const missing = (await input.getFormat()) instanceof IsobmffInputFormat && (await endOf(track));
    if (typeof missing === 'number') {
      const detail = `its index goes on to ${missing.toFixed(1)} s, but the last frames are missing`;
      return { kind: 'damaged', detail };
    }
    const expectedFrames =
      stats.packetCount < PROBED_PACKETS || stated === null
        ? stats.packetCount
        : Math.round(stated * stats.averagePacketRate);
    return {
      found: { kind: 'video', expectedFrames },
      frames: (fromS = Number.NEGATIVE_INFINITY) => framesOf(track, stated, fromS),
      close() {
        input.dispose();
      },
    };
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
  fromS: number,
): AsyncGenerator<DecodedFrame | Undecoded, CutOff | null> {
  const sink = new VideoSampleSink(track);
  const packets = new EncodedPacketSink(track);
  let from = fromS;
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
      // The decoder runs ahead: what it had not handed over before its error may be sound.
      const { times, next } = await groupAfter(packets, last, from);
      const sound = await decodableCount(sink, times);
      for await (const sample of sink.samplesAtTimestamps(times.slice(0, sound))) {
        if (sample === null || sample.timestamp <= last) {
          sample?.close();
          continue;
        }
        last = sample.timestamp;
        end = last + sample.duration;
        yield sample;
      }
      const lost = times.slice(sound);
      const [first] = lost;
      if (first !== undefined) {
        end = Math.max(end, lost.at(-1) ?? 0);
        yield { from: Math.round(first * US), frames: lost.length, why: words(error) };
      }
      if (next === null) break;
      from = next;
    }
  }
  if (statedS !== null && end < statedS - DURATION_SLACK_S) {
    return cut(`it says that it lasts ${statedS.toFixed(1)} s`);
  }
  return null;
}

/** Where the index says that the last frame is, seconds, though its bytes are not there; else null. */
async function endOf(track: InputVideoTrack): Promise<number | null> {
  const packets = new EncodedPacketSink(track);
  const promised = await packets.getPacket(Infinity, { metadataOnly: true });
  const there = await packets.getPacket(Infinity);
  return promised !== null && there === null ? promised.timestamp : null;
}
