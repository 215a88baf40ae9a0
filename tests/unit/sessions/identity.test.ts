import { describe, expect, it } from 'vitest';
import { idFault, isIdentity } from '#core/sessions/identity.ts';

describe('ids', () => {
  it.each(['a', 's1204', 'week-3', 'bio_101', 'v1.2', 'A'.repeat(64)])('[UI-1] takes %s', (id) => {
    expect(idFault(id)).toBeNull();
  });

  it.each([
    ['', 'missing'],
    ['A'.repeat(65), 'too_long'],
    ['s 12', 'bad_character'],
    ['../etc', 'bad_character'],
    ['a\n', 'bad_character'],
    ['käthe', 'bad_character'],
    ['=cmd', 'bad_character'],
    ['<b>', 'bad_character'],
  ])('[UI-1] refuses %j as %s', (id, fault) => {
    expect(idFault(id)).toBe(fault);
  });

  it('needs all three', () => {
    expect(isIdentity({ studentId: 'a', lectureId: 'b', courseId: 'c' })).toBe(true);
    expect(isIdentity({ studentId: 'a', lectureId: '', courseId: 'c' })).toBe(false);
  });
});
