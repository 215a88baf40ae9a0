import { describe, expect, it } from 'vitest';
import {
  activate,
  coursesRunning,
  forgetBundle,
  rollBack,
  shippedChoice,
} from '#core/deployments/course-choice.ts';
import type { CourseModel } from '#core/deployments/course-model.ts';
import { knownCourses } from '#core/deployments/listed-model.ts';
import { parseCourseModel } from '#core/deployments/stored-deployments.ts';

const fresh = shippedChoice('biology', 'attention_level');
const chosen = (...bundles: readonly (string | null)[]): CourseModel =>
  bundles.reduce<CourseModel>(
    (choice, bundle, index) => activate(choice, bundle, index + 1),
    fresh,
  );

describe('which model a course runs', () => {
  it('[DEP-1] is the shipped one until somebody chooses', () => {
    expect(fresh).toMatchObject({ active: null, since: null, before: [] });
    expect(rollBack(fresh, 1)).toBeNull();
  });

  it('[DEP-2] is what was chosen last, and what ran before is remembered', () => {
    expect(chosen('a', 'b')).toMatchObject({
      active: 'b',
      since: 2,
      before: [
        { bundle: 'a', until: 2 },
        { bundle: null, until: 1 },
      ],
    });
    const once = chosen('a');
    expect(activate(once, 'a', 9)).toBe(once);
  });

  it('[DEP-2] remembers no more than twenty, and stays readable', () => {
    const many = chosen(...Array.from({ length: 50 }, (_, index) => `b${index}`));
    expect(many.before).toHaveLength(20);
    expect(many.before[0]).toEqual({ bundle: 'b48', until: 50 });
    expect(parseCourseModel(structuredClone(many))).toEqual(many);
  });

  it('[DEP-3] goes back one step at a time, down to the shipped one', () => {
    const back = rollBack(chosen('a', 'b'), 7);
    expect(back).toMatchObject({ active: 'a', since: 7, before: [{ bundle: null, until: 1 }] });
    const shipped = back === null ? null : rollBack(back, 8);
    expect(shipped).toMatchObject({ active: null, since: 8, before: [] });
    expect(shipped === null ? null : rollBack(shipped, 9)).toBeNull();
  });

  it('[DEP-4] names the courses that run a bundle, each once', () => {
    const choices: readonly CourseModel[] = [
      chosen('a'),
      { ...chosen('a'), model: 'learning_states' },
      { ...chosen('a', 'b'), courseId: 'physics' },
    ];
    expect(coursesRunning(choices, 'a')).toEqual(['biology']);
    expect(coursesRunning(choices, 'b')).toEqual(['physics']);
    expect(coursesRunning(choices, 'c')).toEqual([]);
  });

  it('[DEP-4] never goes back to a bundle that is gone, nor to the one that runs', () => {
    const [without, ...others] = forgetBundle([chosen('a', 'b', 'a', 'c'), chosen('x')], 'a');
    expect(others).toEqual([]);
    expect(without?.before.map(({ bundle }) => bundle)).toEqual(['b', null]);
    // Between the shipped one and the shipped one is nothing to go back to.
    expect(forgetBundle([chosen('a', null)], 'a')[0]).toMatchObject({ active: null, before: [] });
  });

  it('lists courses by their sessions and choices, in order, each once', () => {
    const sessions = ['physics', 'biology', '', 'biology'].map((courseId) => ({ courseId }));
    expect(knownCourses(sessions, [{ courseId: 'art' }, fresh])).toEqual([
      'art',
      'biology',
      'physics',
    ]);
  });
});

describe('a stored choice', () => {
  it('[DEP-10] of a newer version or damaged is told in a sentence', () => {
    expect(() => parseCourseModel({ ...fresh, formatVersion: 2 })).toThrow(/newer version/);
    expect(() => parseCourseModel({ ...fresh, model: 'mood' })).toThrow(
      /the course biology is damaged \(model/,
    );
    expect(() => parseCourseModel(null)).toThrow(/left as it is/);
  });
});
