/** What can be saved of a group of pictures in which a decoder failed. */
import type { EncodedPacketSink, VideoSampleSink } from 'mediabunny';

export interface FrameGroup {
  /** Seconds, in order of presentation. */
  readonly times: readonly number[];
  /** The key frame at which decoding can begin anew; null after the last group. */
  readonly next: number | null;
}

/** The frames after `last`, not before `begun`, up to the next key frame. */
export async function groupAfter(
  packets: EncodedPacketSink,
  last: number,
  begun: number,
): Promise<FrameGroup> {
  const reached = Math.max(last, begun);
  const times: number[] = [];
  const first =
    reached === Number.NEGATIVE_INFINITY
      ? await packets.getFirstPacket()
      : await packets.getKeyPacket(reached);
  let next: number | null = null;
  for (let packet = first; packet !== null; packet = await packets.getNextPacket(packet)) {
    if (packet.timestamp <= last || packet.timestamp < begun) continue;
    if (packet.type === 'key' && times.length > 0) {
      next = packet.timestamp;
      break;
    }
    times.push(packet.timestamp);
  }
  return { times: times.sort((a, b) => a - b), next };
}

/** How many of the first frames a decoder gives before it fails: all, where only later ones made it fail. */
export async function decodableCount(
  sink: VideoSampleSink,
  times: readonly number[],
): Promise<number> {
  if (await decodes(sink, times)) return times.length;
  let sound = 0;
  let failing = times.length;
  while (failing - sound > 1) {
    const tried = Math.floor((sound + failing) / 2);
    if (await decodes(sink, times.slice(0, tried))) sound = tried;
    else failing = tried;
  }
  return sound;
}

async function decodes(sink: VideoSampleSink, times: readonly number[]): Promise<boolean> {
  try {
    for await (const sample of sink.samplesAtTimestamps(times)) sample?.close();
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}
