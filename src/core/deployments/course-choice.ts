import type { LiveModel } from '../models/prediction.ts';
import type { CourseModel } from './course-model.ts';

/** How many earlier choices a course remembers. */
const REMEMBERED = 20;

/** A course that nobody chose a model for: the shipped one runs. */
export const shippedChoice = (courseId: string, model: LiveModel): CourseModel => ({
  courseId,
  model,
  formatVersion: 1,
  active: null,
  since: null,
  before: [],
});

/**
 * From `now` on (Unix time, milliseconds) the course runs `bundle`; null: the shipped one. What ran
 * before is remembered. The very same choice where that runs already.
 */
export function activate(choice: CourseModel, bundle: string | null, now: number): CourseModel {
  if (choice.active === bundle) return choice;
  const before = [{ bundle: choice.active, until: now }, ...choice.before].slice(0, REMEMBERED);
  return { ...choice, active: bundle, since: now, before };
}

/** Runs again, from `now` on, what ran before the last change; null where nothing did. */
export function rollBack(choice: CourseModel, now: number): CourseModel | null {
  const [last, ...before] = choice.before;
  return last === undefined ? null : { ...choice, active: last.bundle, since: now, before };
}

/** Courses that run a bundle now, each once. */
export const coursesRunning = (
  choices: readonly CourseModel[],
  bundle: string,
): readonly string[] => [
  ...new Set(choices.filter(({ active }) => active === bundle).map(({ courseId }) => courseId)),
];

/** A choice without a bundle that is gone: it cannot be rolled back to. */
function without(choice: CourseModel, bundle: string): CourseModel {
  const left = choice.before.filter((earlier) => earlier.bundle !== bundle);
  // What was there before and after it is one choice now.
  const before = left.filter(
    (earlier, index) => earlier.bundle !== (left[index - 1] ?? { bundle: choice.active }).bundle,
  );
  return { ...choice, before };
}

/** The choices that remember a bundle that is to be deleted, without it. */
export const forgetBundle = (
  choices: readonly CourseModel[],
  bundle: string,
): readonly CourseModel[] =>
  choices
    .filter(({ before }) => before.some((earlier) => earlier.bundle === bundle))
    .map((choice) => without(choice, bundle));
