import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { encodeMessage } from '#core/live/messages/encode-message.ts';
import type { EngagementStatus } from '#core/engagement/reading.ts';
import { durationMs, lectureTimeS, probability, score, timestampMs } from '#core/units.ts';
import { launch, visit } from './support/launch.ts';

const CLASS = '/class?course_id=psy-101&lecture_id=attention-1';
const CHANNEL = 'heed class psy-101~attention-1';

interface Student {
  readonly member: string;
  readonly name: string | null;
}

interface Told {
  readonly student: Student;
  /** Seconds ago. */
  readonly ago: number;
  readonly score: number;
  readonly status: EngagementStatus;
}

/** Messages as a student's page sends them: each once a second, what waited with its delay. */
const payload = ({ student, ago, score: points, status }: Told, now: number): string =>
  encodeMessage({
    kind: 'state',
    run: 'run00000',
    number: 1000 - ago,
    at: timestampMs(now - 1000 * ago),
    delay: durationMs(1000 * ago),
    lectureTime: lectureTimeS(100 - ago),
    player: 'playing',
    score: score(points),
    status,
    quality: probability(0.9),
    states: null,
    name: student.name,
  });

/** Says it into the class from a tab that is no dashboard, and stays there as a student does. */
async function say(page: Page, told: readonly Told[]): Promise<void> {
  const now = Date.now();
  const messages = told.map((one) => ({
    member: one.student.member,
    payload: payload(one, now),
    number: 1000 - one.ago,
  }));
  await page.evaluate(
    ([channelName, list]) => {
      const channel = new BroadcastChannel(channelName);
      for (const message of list) {
        const { member } = message;
        void navigator.locks.request(
          `${channelName} ${member} ${member}`,
          { ifAvailable: true },
          (lock) => (lock === null ? undefined : new Promise(() => undefined)),
        );
        const lastWill = JSON.stringify({ v: 1, kind: 'left', run: 'run00000', why: 'lost' });
        channel.postMessage({ kind: 'state', stay: member, lastWill, locked: true, ...message });
      }
    },
    [CHANNEL, messages] as const,
  );
}

const minute = (
  student: Student,
  points: number,
  status: EngagementStatus = 'engaged',
): readonly Told[] =>
  Array.from({ length: 60 }, (_, index) => ({ student, ago: 60 - index, score: points, status }));

const figure = (page: Page, label: string) =>
  page.locator('dl > div').filter({ hasText: label }).locator('dd');

let browser: Browser;
beforeAll(async () => {
  browser = await launch({ camera: { kind: 'none' } });
});
afterAll(() => browser.close());

it('[CLS-14] the class follows students in other tabs, and none of a few', async () => {
  const { page, errors, close } = await visit(browser, CLASS);
  await page.getByText('Nobody has come yet').waitFor();
  const students = await page.context().newPage();
  await students.goto(`${inject('appUrl')}/lecture`);
  await students.getByRole('textbox').first().waitFor();

  const ada: Student = { member: 's-ada00000', name: 'Ada <b>L</b>' };
  const others: readonly Student[] = Array.from({ length: 6 }, (_, index) => ({
    member: `s-other00${index}`,
    name: null,
  }));
  await say(students, [
    ...minute(ada, 81),
    ...others.slice(0, 2).flatMap((student) => minute(student, 40, 'partially_engaged')),
  ]);
  const list = page.getByRole('region', { name: 'By name' });
  await list.getByText('Ada <b>L</b>', { exact: true }).waitFor();
  await list.getByText('81', { exact: true }).waitFor();
  await figure(page, 'Students').getByText('here by name, and fewer than 5 others').waitFor();
  // Ada's alone, who can be seen anyway.
  expect(await figure(page, 'Attention now').innerText()).toMatch(/^81\s*by name alone$/);

  await say(
    students,
    others.slice(2).flatMap((student) => minute(student, 60, 'partially_engaged')),
  );
  await figure(page, 'Students').getByText('7').waitFor();
  // 40 twice, 60 four times and 81 once, as equals.
  await expect
    .poll(() => figure(page, 'Attention now').innerText(), { timeout: 15_000 })
    .toMatch(/^57\s*of 100$/);
  await page.getByText('The same as a table').click();
  const rows = page.locator('tbody tr');
  await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(5);
  await expect.poll(() => rows.nth(1).locator('td').nth(2).innerText()).toMatch(/^\d+$/);

  await say(students, [{ student: ada, ago: 0, score: 22, status: 'disengaged' }]);
  await list.getByText('Not engaged, at 1:40').waitFor();

  await students.close();
  await list.getByText(/^connection lost/).waitFor();

  await page.getByRole('button', { name: 'End the class' }).click();
  await page.getByRole('link', { name: 'See the record of this class' }).click();
  await page.waitForURL(/\/class\/records\/[0-9a-f-]{36}$/);
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(errors).toEqual([]);
  await close();
});
