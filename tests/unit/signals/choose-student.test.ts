import { describe, expect, test } from 'vitest';
import { createStudentChooser } from '#core/signals/choose-student.ts';
import { frameOf, syntheticFace } from '../support/synthetic-face.ts';

const left = (size: number) => syntheticFace({ x: 0.3, size });
const right = (size: number) => syntheticFace({ x: 0.7, size });

describe('[SIG-9] of several faces the student is', () => {
  test('the largest', () => {
    const [small, large] = [left(5), right(12)];
    const chosen = createStudentChooser(true).choose(frameOf(0, [small, large]));
    expect(chosen?.face).toBe(large);
    expect(chosen?.faceCount).toBe(2);
  });

  test('of equally large ones the most central', () => {
    const [edge, central] = [syntheticFace({ x: 0.15 }), syntheticFace({ x: 0.55 })];
    expect(createStudentChooser(true).choose(frameOf(0, [edge, central]))?.face).toBe(central);
  });

  test('the same as before, in whatever order and though another comes somewhat nearer', () => {
    const chooser = createStudentChooser(true);
    chooser.choose(frameOf(0, [left(10)]));
    for (let i = 1; i < 60; i++) {
      const [same, newcomer] = [left(10), right(13)];
      const faces = i % 2 === 0 ? [same, newcomer] : [newcomer, same];
      expect(chooser.choose(frameOf(i * 33, faces))?.face).toBe(same);
    }
  });

  test('afresh the largest, once they were away for more than two seconds', () => {
    const chooser = createStudentChooser(true);
    chooser.choose(frameOf(0, [left(10)]));
    chooser.choose(frameOf(33, []));
    const newcomer = right(13);
    expect(chooser.choose(frameOf(2500, [left(10), newcomer]))?.face).toBe(newcomer);
  });

  test('told apart: one that moves on, one that jumps, one that was away', () => {
    const chooser = createStudentChooser(true);
    const followed = (at: number, x: number) =>
      chooser.choose(frameOf(at, [syntheticFace({ x })]))?.isFollowed;
    expect(followed(0, 0.4)).toBe(false);
    expect(followed(33, 0.42)).toBe(true);
    expect(followed(66, 0.7)).toBe(false);
    expect(followed(100, 0.7)).toBe(true);
    expect(followed(600, 0.7)).toBe(false);
  });

  test('in stills never by what came before', () => {
    const chooser = createStudentChooser(false);
    chooser.choose(frameOf(0, [left(10)]));
    const newcomer = right(13);
    expect(chooser.choose(frameOf(33, [left(10), newcomer]))?.face).toBe(newcomer);
  });

  test('nobody, where nobody is', () => {
    expect(createStudentChooser(true).choose(frameOf(0, []))).toBeNull();
  });
});
