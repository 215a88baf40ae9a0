import { expect, it } from 'vitest';
import { at } from '#core/numeric/at.ts';
import { REFERENCE_SHARES } from '../unit/ydf/reference.ts';
import type { ForestReply } from './support/forest.worker.ts';

it('[BAS-12] [BAS-13] grows the forests that Node does, and reads them again', async () => {
  const worker = new Worker(new URL('./support/forest.worker.ts', import.meta.url), {
    type: 'module',
  });
  try {
    const reply = await new Promise<ForestReply>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<ForestReply>) => {
        resolve(data);
      };
      worker.onerror = ({ message }) => {
        reject(new Error(message));
      };
      worker.postMessage('start');
    });
    if ('failed' in reply) throw new Error(reply.failed);
    expect(reply.map(({ kind }) => kind)).toEqual(['random_forest', 'gradient_boosting']);
    for (const { kind, shares, readAgain, refusal } of reply) {
      shares.forEach((row, i) => {
        row.forEach((share, label) => {
          expect(share).toBeCloseTo(at(at(REFERENCE_SHARES[kind], i), label), 5);
        });
      });
      expect(readAgain).toEqual(shares);
      expect(refusal).toMatch(/damaged or cut off/);
    }
  } finally {
    worker.terminate();
  }
});
