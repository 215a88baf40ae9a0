import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LECTURE_SECONDS, SLIDES, captionsOf } from '../../../scripts/media/lecture-script.ts';

const cues = [...captionsOf(SLIDES).matchAll(/(\d\d):(\d\d\.\d{3}) --> (\d\d):(\d\d\.\d{3})/g)].map(
  ([, fromMinutes, fromSeconds, toMinutes, toSeconds]) => ({
    from: Number(fromMinutes) * 60 + Number(fromSeconds),
    to: Number(toMinutes) * 60 + Number(toSeconds),
  }),
);

it('[DEM-1] captions follow each other without overlap, within the lecture', () => {
  expect(cues.length).toBe(SLIDES.flatMap((slide) => slide.captions).length);
  for (const [index, cue] of cues.entries()) {
    expect(cue.to).toBeGreaterThan(cue.from + 2);
    expect(cue.from).toBeGreaterThanOrEqual(cues[index - 1]?.to ?? 0);
    expect(cue.to).toBeLessThanOrEqual(LECTURE_SECONDS);
  }
});

it('[DEM-1] a caption can be read in the time it stays (21 characters a second at most)', () => {
  const words = SLIDES.flatMap((slide) => slide.captions);
  for (const [index, cue] of cues.entries()) {
    expect((words[index] ?? '').length / (cue.to - cue.from)).toBeLessThan(21);
  }
});

it('[DEM-1] the committed captions are those of the script', () => {
  const committed = new URL('../../../public/demo/lecture.vtt', import.meta.url);
  expect(readFileSync(committed, 'utf8')).toBe(captionsOf(SLIDES));
});
