/** Makes public/demo/lecture.webm and its captions, which are committed: our own lecture, our own words. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from './build-app.ts';
import { withBrowserPage } from './media/browser-page.ts';
import type { LecturePage } from './media/lecture-page.ts';
import { SLIDES, captionsOf } from './media/lecture-script.ts';

const FONTS = path.join(ROOT, 'node_modules/@fontsource-variable/source-sans-3/files');
const DEMO = path.join(ROOT, 'public/demo');

console.log('Drawing and encoding a minute and a half (takes a minute or two) …');
const video = await withBrowserPage('scripts/media/lecture-page.ts', { fonts: FONTS }, (page) =>
  page.evaluate(() => (globalThis as unknown as LecturePage).lecturePage.render()),
);
const bytes = Buffer.from(video, 'base64');
await mkdir(DEMO, { recursive: true });
await writeFile(path.join(DEMO, 'lecture.webm'), bytes);
await writeFile(path.join(DEMO, 'lecture.vtt'), captionsOf(SLIDES));
console.log(`public/demo/lecture.webm, ${Math.round(bytes.length / 1000)} kB, and its captions`);
