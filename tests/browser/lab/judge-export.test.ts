import { describe, expect, it } from 'vitest';
import { judgedFile } from '#compose/lab/judge-export.ts';
import { evaluationFigures } from '#ui/charts/evaluation/evaluation-figures.ts';
import { exampleJudgement } from '../../fixtures/ui-preview/lab/example-judgement.ts';

const judged = exampleJudgement({
  name: 'October & <November>',
  persons: (index) => `<b>person</b> ${index % 9}`,
  recording: () => 'a/b.csv',
  output: 'exclusive',
  data: { kind: 'same' },
  study: false,
});
const NOW = new Date('2026-11-21T10:00:00Z');

async function blobOf(what: Parameters<typeof judgedFile>[1]) {
  const file = judgedFile(judged, what, NOW);
  const parts: BlobPart[] = [];
  for await (const part of file.content) parts.push(typeof part === 'string' ? part : part.slice());
  return { name: file.name, blob: new Blob(parts, { type: file.mime }) };
}

describe('what is saved of a judged run', () => {
  it('[JDG-10] every figure is an SVG that stands alone', async () => {
    for (const { name } of evaluationFigures(judged.judgement)) {
      const { name: fileName, blob } = await blobOf({ kind: 'svg', figure: name });
      expect(fileName).toBe(`October-November-report`.replace('report', `${name}.svg`));
      const read = new DOMParser().parseFromString(await blob.text(), 'image/svg+xml');
      expect(read.querySelector('parsererror')?.textContent).toBeUndefined();
      expect(read.documentElement.localName).toBe('svg');
      expect(read.querySelectorAll('path, rect').length).toBeGreaterThan(1);
    }
  });

  it('[JDG-10] a figure is a PNG of twice its size, with a picture in it', async () => {
    const { name, blob } = await blobOf({ kind: 'png', figure: 'confusion' });
    expect(name).toBe('October-November-confusion.png');
    const svg = await blobOf({ kind: 'svg', figure: 'confusion' });
    const width = Number(/ width="(\d+)/.exec(await svg.blob.text())?.[1]);
    const picture = await createImageBitmap(blob);
    expect(picture.width).toBe(2 * width);
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const context = canvas.getContext('2d');
    context?.drawImage(picture, 0, 0);
    const { data } = context?.getImageData(0, 0, picture.width, picture.height) ?? { data: [] };
    const colours = new Set<number>();
    for (let pixel = 0; pixel < data.length; pixel += 4) {
      colours.add(
        ((data[pixel] ?? 0) << 16) | ((data[pixel + 1] ?? 0) << 8) | (data[pixel + 2] ?? 0),
      );
    }
    expect(colours.size).toBeGreaterThan(10);
    expect([...data.slice(0, 4)]).toEqual([255, 255, 255, 255]);
  });

  it('[JDG-9] the page names odd persons as they are, in real Chromium', async () => {
    const { name, blob } = await blobOf({ kind: 'html' });
    expect(name).toBe('October-November-report.html');
    const read = new DOMParser().parseFromString(await blob.text(), 'text/html');
    expect(read.title).toBe('October & <November>');
    expect(read.querySelectorAll('b, script')).toHaveLength(0);
    expect(read.body.textContent).toContain('<b>person</b> 3');
  });
});
