/** Reads the features of videos that the person gave. */
import type { ClipProtocol } from '#protocol/clip-protocol.ts';
import { serve } from '#protocol/serve-bridge.ts';
import { sequenceReader, type FaceReader } from './clip/face-reader.ts';
import { readVideo, type VideoReading } from './clip/read-video.ts';

let reader: FaceReader | null = null;
let reading: VideoReading | null = null;

serve<ClipProtocol>(
  self,
  {
    async open(assets) {
      reader = await sequenceReader(assets);
      return null;
    },
    async begin({ file, wish }) {
      if (reader === null) throw new Error('A video was to be read before the reader stood.');
      await reading?.close();
      reading = null;
      await reader.beginAnew();
      const opened = await readVideo(file, wish, reader);
      if ('kind' in opened) return opened;
      reading = opened;
      return opened.found;
    },
    next({ most }) {
      if (reading === null) throw new Error('No video was begun.');
      return reading.next(most);
    },
  },
  () => undefined,
);
