import { describe, expect, it } from 'vitest';
import {
  DEMO_LINK,
  DEMO_WITH_RECORDING_LINK,
  lectureAddressFault,
  lectureLink,
  parseLectureLink,
} from '#ui/lecture/lecture-link.ts';

const BASE = 'https://heed.example/lecture';
const searchOf = (link: string): string => link.slice(link.indexOf('?'));

describe('lecture link', () => {
  it('[UI-2] reads back what it wrote', () => {
    const parts = {
      identity: { studentId: 's1', lectureId: 'l-2', courseId: 'c.3' },
      src: 'https://videos.example/a b.mp4?x=1&y=2',
    };
    const link = parseLectureLink(searchOf(lectureLink(parts)), BASE);
    expect(link).toMatchObject({ ...parts, complete: true, prefersRecording: false });
  });

  it('[UI-2] is incomplete where a part is missing or wrong, and says which', () => {
    const link = parseLectureLink('?student_id=s%201&lecture_id=l&src=/demo/lecture.webm', BASE);
    expect(link.complete).toBe(false);
    expect(link.faults).toEqual({
      studentId: 'bad_character',
      lectureId: null,
      courseId: 'missing',
    });
    expect(link.srcFault).toBeNull();
  });

  it.each(['javascript:alert(1)', 'data:video/mp4;base64,AAAA', 'file:///etc/passwd', 'http://'])(
    '[UI-3] refuses %s as the address of a lecture',
    (src) => {
      expect(lectureAddressFault(src, BASE)).toBe('not_an_address');
    },
  );

  it.each(['https://videos.example/a.mp4', '/demo/lecture.webm', 'http://localhost:1/a.m3u8'])(
    'takes %s as the address of a lecture',
    (src) => {
      expect(lectureAddressFault(src, BASE)).toBeNull();
    },
  );

  it('takes captions from this site only', () => {
    const query = (captions: string): string =>
      `?student_id=s&lecture_id=l&course_id=c&src=/a.webm&captions=${encodeURIComponent(captions)}`;
    expect(parseLectureLink(query('/a.vtt'), BASE).captions).toBe('/a.vtt');
    expect(parseLectureLink(query('https://other.example/a.vtt'), BASE).captions).toBeNull();
    expect(parseLectureLink(query(''), BASE).captions).toBeNull();
  });

  it('[SHU-5] carries a join code, and none that nobody would type', () => {
    const parts = { identity: { studentId: 's', lectureId: 'l', courseId: 'c' }, src: '/a.webm' };
    const link = lectureLink({ ...parts, joinCode: 'maple & 42' });
    expect(parseLectureLink(searchOf(link), BASE)).toMatchObject({
      complete: true,
      joinCode: 'maple & 42',
    });
    expect(parseLectureLink(searchOf(lectureLink(parts)), BASE).joinCode).toBeNull();
    expect(parseLectureLink('?join=', BASE).joinCode).toBeNull();
    expect(parseLectureLink(`?join=${'x'.repeat(65)}`, BASE).joinCode).toBeNull();
  });

  it('[UI-4] has a complete demo, with and without a webcam', () => {
    expect(parseLectureLink(searchOf(DEMO_LINK), BASE)).toMatchObject({
      complete: true,
      captions: '/demo/lecture.vtt',
      prefersRecording: false,
    });
    expect(parseLectureLink(searchOf(DEMO_WITH_RECORDING_LINK), BASE).prefersRecording).toBe(true);
  });
});
