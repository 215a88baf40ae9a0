import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { Content } from '#core/dataset/content.ts';

/** A file on the disk; long ones are never held whole unless all their bytes are asked for. */
export const fileContent = (path: string, name: string): Content => {
  const size = async () => (await stat(path)).size;
  return {
    name,
    size,
    async *text() {
      yield* createReadStream(path, 'utf8') as AsyncIterable<string>;
    },
    async bytes(from = 0, to) {
      const bytes = new Uint8Array((to ?? (await size())) - from);
      const handle = await open(path);
      try {
        let read = 0;
        while (read < bytes.length) {
          const { bytesRead } = await handle.read(bytes, read, bytes.length - read, from + read);
          if (bytesRead === 0) break;
          read += bytesRead;
        }
        return bytes.subarray(0, read);
      } finally {
        await handle.close();
      }
    },
    async sha256() {
      const hash = createHash('sha256');
      for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
      return hash.digest('hex');
    },
  };
};
