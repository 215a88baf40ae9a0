import { describe, expect, it } from 'vitest';
import { classLink, parseClassLink, studentLink } from '#ui/class/class-link.ts';
import { invitationOfHash, studentOrigin } from '#ui/class/invitation.ts';
import { parseLectureLink } from '#ui/lecture/lecture-link.ts';

const BASE = 'https://school.example/class';
const room = { courseId: 'bio-101', lectureId: 'cells-03' };

describe('the address of a class', () => {
  it('[CLS-10] leads back to what it was made of', () => {
    const link = classLink({ room, src: '/a b.webm', slides: '/s.vtt', joinCode: 'maple-42' });
    expect(link.startsWith('/class?')).toBe(true);
    expect(parseClassLink(link.slice('/class?'.length), BASE)).toEqual({
      room,
      faults: { courseId: null, lectureId: null },
      src: '/a b.webm',
      slides: '/s.vtt',
      joinCode: 'maple-42',
      complete: true,
    });
  });

  it('[CLS-10] says what of it is wrong, and takes no script for a video nor others’ chapters', () => {
    const link = parseClassLink('course_id=a%2Fb&lecture_id=', BASE);
    expect(link.faults).toEqual({ courseId: 'bad_character', lectureId: 'missing' });
    expect(link.complete).toBe(false);
    const hostile = parseClassLink(
      'course_id=a&lecture_id=b&src=javascript:alert(1)&slides=https://evil.example/s.vtt',
      BASE,
    );
    expect(hostile).toMatchObject({ src: null, slides: null, complete: true });
  });

  it('[CLS-10] gives students the way to the same class, and nothing that is the instructor’s', () => {
    const path = studentLink({ room, src: '/demo/lecture.webm', joinCode: 'maple-42' });
    const [, search = ''] = path.split('?');
    expect(parseLectureLink(search, BASE)).toMatchObject({
      identity: { ...room, studentId: '' },
      src: '/demo/lecture.webm',
      joinCode: 'maple-42',
    });
    expect(path).not.toContain('slides');
    expect(studentLink({ room })).not.toContain('join');
  });

  it('[CLS-11] has the instructor’s key in the part that is sent nowhere', () => {
    const hash = '#key=7f-Ab%2B&join=maple-42&students=https%3A%2F%2F192.168.1.5%3A4443';
    expect(invitationOfHash(hash)).toEqual({
      key: '7f-Ab+',
      joinCode: 'maple-42',
      origin: 'https://192.168.1.5:4443',
    });
    const none = { key: null, joinCode: null, origin: null };
    for (const other of ['', '#key=', '#main', '#students=javascript:alert(1)']) {
      expect(invitationOfHash(other)).toEqual(none);
    }
  });

  it('[CLS-13] never sends students to the instructor’s own machine by its own name', () => {
    const none = invitationOfHash('');
    expect(studentOrigin(none, new URL('http://localhost:4173/class'))).toBeNull();
    expect(studentOrigin(none, new URL('http://127.0.0.1:4173/class'))).toBeNull();
    expect(studentOrigin(none, new URL(BASE))).toBe('https://school.example');
    const invited = invitationOfHash('#students=https://192.168.1.5:4443/x');
    expect(studentOrigin(invited, new URL('http://localhost:4173/class'))).toBe(
      'https://192.168.1.5:4443',
    );
  });
});
