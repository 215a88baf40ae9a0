/** The instructor's page of a class and a student's, each as a person uses it. */
import type { Page } from 'playwright';
import type { ClassRoom } from '#core/live/class-room.ts';
import { playLecture, type ModeName } from './journey.ts';

export const boardAddress = ({ courseId, lectureId }: ClassRoom): string =>
  `/class?course_id=${courseId}&lecture_id=${lectureId}`;

export const lectureAddress = ({ courseId, lectureId }: ClassRoom): string =>
  `/lecture?student_id=student-7&course_id=${courseId}&lecture_id=${lectureId}&src=%2Fdemo%2Flecture.webm`;

export async function logIn(board: Page, password: string): Promise<void> {
  await board.getByLabel('User', { exact: true }).fill('instructor');
  await board.getByLabel('Password', { exact: true }).fill(password);
  await board.getByRole('button', { name: 'Show the class' }).click();
}

export const whenLive = (board: Page): Promise<void> =>
  board.getByText('Live', { exact: true }).waitFor();

/** Messages that were let in; 0 while nobody has come. */
export async function messagesOf(board: Page): Promise<number> {
  const figures = board.locator('[data-messages]');
  if ((await figures.count()) === 0) return 0;
  return Number(await figures.getAttribute('data-messages'));
}

/** Messages that were left out, by the words for why. */
export async function leftOut(board: Page): Promise<ReadonlyMap<string, number>> {
  const items = board.locator('details', { hasText: 'Messages received' }).locator('li');
  return new Map(
    (await items.allTextContents()).map((text) => {
      const [, words = '', count = ''] = /^(.*): (\d+)$/.exec(text) ?? [];
      return [words, Number(count)];
    }),
  );
}

/** Somebody who shares by name, as the instructor sees them. */
export const person = (board: Page, name: string) =>
  board.getByRole('region', { name: 'By name' }).getByRole('listitem').filter({ hasText: name });

export interface Joining {
  readonly mode: ModeName;
  readonly name: string;
  readonly user: string;
  readonly password: string;
}

/** From the consent screen to the running lecture. */
export async function joinByName(student: Page, joining: Joining): Promise<void> {
  await student.getByRole('radio', { name: joining.mode, exact: true }).check();
  await student.getByRole('radio', { name: 'Share by name', exact: true }).check();
  await student.getByLabel('Name', { exact: true }).fill(joining.name);
  await student.getByLabel('User name', { exact: true }).fill(joining.user);
  await student.getByLabel('Password', { exact: true }).fill(joining.password);
  await student.getByRole('button', { name: /^I agree, start|^Start without/ }).click();
  await student.getByRole('complementary', { name: 'Monitor' }).waitFor();
  await playLecture(student);
}

export const sharePanel = (student: Page) =>
  student.getByRole('region', { name: 'What your class gets' });
