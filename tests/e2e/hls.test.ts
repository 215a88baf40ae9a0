import { readFile } from 'node:fs/promises';
import {
  ALL_FORMATS,
  BufferSource,
  BufferTarget,
  Conversion,
  Input,
  Mp4OutputFormat,
  Output,
} from 'mediabunny';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { consentTo } from './support/journey.ts';
import { launch, visit, type Visit } from './support/launch.ts';

/** The demo lecture as fragmented MP4, without encoding it again. */
async function fragmented(): Promise<Buffer> {
  const source = new BufferSource(await readFile('public/demo/lecture.webm'));
  const target = new BufferTarget();
  const conversion = await Conversion.init({
    input: new Input({ source, formats: ALL_FORMATS }),
    output: new Output({ format: new Mp4OutputFormat({ fastStart: 'fragmented' }), target }),
  });
  await conversion.execute();
  return Buffer.from(target.buffer ?? new ArrayBuffer(0));
}

/** Playlist of one file by byte ranges (RFC 8216, section 4.3.2.2): its head, then each fragment. */
function playlist(file: Buffer): string {
  const boxes: { readonly type: string; readonly at: number; readonly size: number }[] = [];
  for (let at = 0; at + 8 <= file.length; at += boxes.at(-1)?.size ?? file.length) {
    const type = file.toString('latin1', at + 4, at + 8);
    boxes.push({ type, at, size: file.readUInt32BE(at) });
  }
  const fragments = boxes.filter(({ type }) => type === 'moof');
  const head = fragments[0]?.at ?? 0;
  const ends = [
    ...fragments.slice(1).map(({ at }) => at),
    boxes.find(({ type }) => type === 'mfra')?.at ?? file.length,
  ];
  const segments = fragments.map(
    ({ at }, index) =>
      `#EXTINF:10.0,\n#EXT-X-BYTERANGE:${(ends[index] ?? file.length) - at}@${at}\nlecture.mp4`,
  );
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    '#EXT-X-TARGETDURATION:10',
    '#EXT-X-PLAYLIST-TYPE:VOD',
    `#EXT-X-MAP:URI="lecture.mp4",BYTERANGE="${head}@0"`,
    ...segments,
    '#EXT-X-ENDLIST',
  ].join('\n');
}

const LECTURE = (src: string): string =>
  `/lecture?student_id=s&lecture_id=l&course_id=c&src=${encodeURIComponent(src)}`;

let browser: Browser;
let file: Buffer;
let current: Visit | null = null;

async function open(src: string): Promise<Page> {
  await current?.close();
  current = await visit(browser, '/');
  const { page } = current;
  await page.route('**/stream/*', async (route) => {
    if (route.request().url().endsWith('.m3u8')) {
      await route.fulfill({ contentType: 'application/vnd.apple.mpegurl', body: playlist(file) });
      return;
    }
    const [, from = '0', to = ''] =
      /bytes=(\d+)-(\d*)/.exec(route.request().headers()['range'] ?? '') ?? [];
    const body = file.subarray(Number(from), to === '' ? file.length : Number(to) + 1);
    await route.fulfill({ status: 206, contentType: 'video/mp4', body });
  });
  await page.goto(inject('appUrl') + LECTURE(src));
  return page;
}

const videoState = (page: Page) =>
  page.locator('video').evaluate(({ currentTime, readyState }: HTMLVideoElement) => ({
    isLoaded: readyState >= 1,
    isPast1s: currentTime > 1,
  }));

beforeAll(async () => {
  [browser, file] = await Promise.all([launch({ camera: { kind: 'none' } }), fragmented()]);
});
afterAll(async () => {
  await current?.close();
  await browser.close();
});

describe('a lecture as an HLS stream', () => {
  it('[PLY-1] plays by hls.js, loaded for it alone, under the page’s own policy', async () => {
    const page = await open('/stream/lecture.m3u8');
    await consentTo(page, 'Without a camera');
    await page.locator('video').evaluate((video: HTMLVideoElement) => video.play());
    await expect
      .poll(() => videoState(page), { timeout: 20_000 })
      .toMatchObject({ isPast1s: true });
    expect(current?.requests.some((url) => /\/hls-[^/]*\.js$/.test(url))).toBe(true);
    expect(current?.errors).toEqual([]);
  });

  it('[PLY-1] a lecture that is no stream loads no hls.js', async () => {
    const page = await open('/demo/lecture.webm');
    await expect
      .poll(() => videoState(page), { timeout: 20_000 })
      .toMatchObject({ isLoaded: true });
    expect(current?.requests.some((url) => /\/hls-/.test(url))).toBe(false);
  });

  it('[PLY-2] a stream that is not there is told in words, with a way on', async () => {
    const page = await open('/missing/lecture.m3u8');
    await page.getByText('This lecture can’t be played').waitFor();
    await page.getByRole('link', { name: 'Choose another lecture' }).waitFor();
  });

  it('[PLY-3] a host that the deployer did not allow is not even asked', async () => {
    const page = await open('https://videos.example.org/lecture.m3u8');
    await page.getByText('This site doesn’t play videos from there').waitFor();
    expect(current?.requests.some((url) => url.includes('videos.example.org/'))).toBe(false);
  });
});
