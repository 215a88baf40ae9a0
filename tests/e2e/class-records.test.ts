import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { lectureTimeS } from '#core/units.ts';
import type { ClassRecord } from '#core/live/records/class-record.ts';
import { exampleClassRecord } from '../support/class-records.ts';
import { consentTo, DEMO_LECTURE, stopSession } from './support/journey.ts';
import { launch, visit } from './support/launch.ts';

const ID = exampleClassRecord().id;
let browser: Browser;
beforeAll(async () => {
  browser = await launch({ camera: { kind: 'none' } });
});
afterAll(() => browser.close());

/** The page with these records in its database. */
async function withRecords(records: readonly ClassRecord[], path: string): Promise<Page> {
  const { page } = await visit(browser, '/class');
  await page.getByRole('heading', { level: 1, name: 'Class' }).waitFor();
  await page.evaluate(async (kept) => {
    const opening = indexedDB.open('heed');
    await new Promise((resolve) => {
      opening.onsuccess = resolve;
    });
    const writing = opening.result.transaction('classRecords', 'readwrite');
    for (const record of kept) writing.objectStore('classRecords').put(record);
    await new Promise((resolve) => {
      writing.oncomplete = resolve;
    });
    opening.result.close();
  }, records);
  await page.goto(new URL(path, inject('appUrl')).href);
  return page;
}

const LONG = 'a-very-long-name-of-a-lecture-that-somebody-chose-to-give-it-64.';
const long = exampleClassRecord({
  courseId: LONG,
  lectureId: LONG,
  moments: Array.from({ length: 14 }, (_, index) => ({
    kind: index % 2 === 0 ? ('attention_fell' as const) : ('confusion_rose' as const),
    from: lectureTimeS(60 * index),
    to: lectureTimeS(60 * index + 40),
    before: index % 2 === 0 ? 70 : 0.15,
    worst: index % 2 === 0 ? 52 : 0.45,
    students: 18,
  })),
});

/** The pages of a PDF, and its paper in points. */
function pagesOf(pdf: Buffer): { readonly count: number; readonly paper: readonly number[] } {
  const text = pdf.toString('latin1');
  const [, width = '', height = ''] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(text) ?? [];
  return {
    count: [...text.matchAll(/\/Type\s*\/Page\b(?!s)/g)].length,
    paper: [Number(width), Number(height)],
  };
}

describe('the report of a class', () => {
  it.each([
    ['as usual', exampleClassRecord()],
    ['with long names and many moments', long],
  ])('[REC-19] %s prints on one page of A4, without navigation and buttons', async (_, record) => {
    const page = await withRecords([record], `/class/records/${ID}/report`);
    await page.getByRole('heading', { level: 1, name: `Lecture ${record.lectureId}` }).waitFor();
    expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(true);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { count, paper } = pagesOf(await page.pdf({ preferCSSPageSize: true }));
      expect(count).toBe(1);
      // A4 in points, to the pixel that Chromium rounds to.
      expect(paper[0]).toBeCloseTo(595.3, 0);
      expect(paper[1]).toBeCloseTo(841.9, 0);
      await page.emulateMedia({ media: 'print', colorScheme });
      expect(await page.getByRole('navigation').isVisible()).toBe(false);
      expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false);
      const ink = await page.locator('article').evaluate((paper) => getComputedStyle(paper).color);
      expect(ink).toBe('rgb(22, 32, 30)');
      await page.emulateMedia({ media: null, colorScheme });
    }
    await page.context().close();
  });

  it('[REC-19] is printed by its button', async () => {
    const page = await withRecords([exampleClassRecord()], `/class/records/${ID}/report`);
    await page.evaluate(() => {
      window.print = () => {
        document.title = 'printed';
      };
    });
    await page.getByRole('button', { name: 'Print' }).click();
    expect(await page.title()).toBe('printed');
    await page.context().close();
  });
});

describe('records of classes in the app', () => {
  it('[REC-17] are listed by course, opened, compared, exported and deleted, with undo', async () => {
    const second = exampleClassRecord({ id: 'second', lectureId: 'week-4' }, 78);
    const page = await withRecords([exampleClassRecord(), second], '/class');
    const course = page.getByRole('region', { name: 'bio-101' });
    await course.getByRole('link', { name: 'week-3', exact: true }).waitFor();

    await course.getByRole('checkbox', { name: /^Compare week-3/ }).check();
    await course.getByRole('checkbox', { name: /^Compare week-4/ }).check();
    await course.getByRole('link', { name: 'Compare the two' }).click();
    await page.getByText(/Mean attention is 8\.0 points higher in the second/).waitFor();
    await page.goBack();

    await course.getByRole('button', { name: /^Export week-3/ }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Timeline' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe(
      'class-timeline_bio-101_week-3_20261005_093000_000000.csv',
    );

    await course.getByRole('button', { name: /^Delete week-4/ }).click();
    await expect
      .poll(() => course.getByRole('link', { name: 'week-4', exact: true }).count())
      .toBe(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await course.getByRole('link', { name: 'week-4', exact: true }).waitFor();
    await course.getByRole('button', { name: /^Delete week-4/ }).click();
    await course.getByRole('link', { name: 'week-3', exact: true }).click();
    await page.getByRole('heading', { name: 'The whole lecture' }).waitFor();
    await page.getByRole('link', { name: 'All records' }).click();
    await course.getByRole('link', { name: 'week-3', exact: true }).waitFor();
    await expect
      .poll(() => course.getByRole('link', { name: 'week-4', exact: true }).count())
      .toBe(0);
    await page.context().close();
  });

  it('[REC-10] all sessions leave from the sessions page too', async () => {
    const { page, close } = await visit(browser, DEMO_LECTURE);
    await consentTo(page, 'Without a camera');
    await stopSession(page);
    await page.goto(new URL('/sessions', inject('appUrl')).href);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export all sessions' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^sessions_\d{8}_.*\.zip$/);
    const chunks: Buffer[] = [];
    for await (const part of await file.createReadStream()) chunks.push(part as Buffer);
    const names = Object.keys(unzipSync(new Uint8Array(Buffer.concat(chunks))));
    expect(names).toContain('README.md');
    expect(names.some((name) => /^student-7_attention-1_[0-9a-f-]{36}\/summary_/.test(name))).toBe(
      true,
    );
    await close();
  });
});
