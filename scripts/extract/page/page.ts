/** Runs in Chromium: hands what Node asks on to the worker that reads, one question at a time. */
import type { ExtractPage, ReaderAnswer, ReaderCall } from './messages.ts';

const worker = new Worker(new URL('./reader.worker.ts', import.meta.url), { type: 'module' });

function ask(name: ReaderCall['name'], argument: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<ReaderAnswer>) => {
      if ('value' in data) resolve(data.value);
      else reject(new Error(data.error));
    };
    worker.onerror = (event) => {
      reject(new Error(event.message));
    };
    worker.postMessage({ name, argument } satisfies ReaderCall);
  });
}

type Calls = ExtractPage['extractPage'];
const extractPage: Calls = {
  start: (kind) => ask('start', kind) as ReturnType<Calls['start']>,
  beginAnew: () => ask('beginAnew', null) as ReturnType<Calls['beginAnew']>,
  openVideo: (url) => ask('openVideo', url) as ReturnType<Calls['openVideo']>,
  nextOfVideo: (most) => ask('nextOfVideo', most) as ReturnType<Calls['nextOfVideo']>,
  pictures: (pictures) => ask('pictures', pictures) as ReturnType<Calls['pictures']>,
};
Object.assign(globalThis, { extractPage } satisfies ExtractPage);
