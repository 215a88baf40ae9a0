import { identityFaults, isIdentity, type IdentityFaults } from '#core/sessions/identity.ts';
import type { SessionIdentity } from '#core/sessions/records.ts';

/** What the address of a lecture says; every part may be missing or wrong. */
export interface LectureLink {
  readonly identity: SessionIdentity;
  readonly faults: IdentityFaults;
  /** '' where the address names none. */
  readonly src: string;
  readonly srcFault: 'missing' | 'not_an_address' | null;
  /** Address of WebVTT captions, same origin, or null. */
  readonly captions: string | null;
  /** The door was "no webcam? try with a recording". */
  readonly prefersRecording: boolean;
  /** Of the class's broker; null where the address brings none. */
  readonly joinCode: string | null;
  readonly complete: boolean;
}

/** Nobody types a longer one. */
const LONGEST_JOIN_CODE = 64;

/** An absolute http(s) address, or a path on this site. Nothing that could run a script. */
export function lectureAddressFault(src: string, base: string): LectureLink['srcFault'] {
  if (src.trim() === '') return 'missing';
  if (!URL.canParse(src, base)) return 'not_an_address';
  const { protocol } = new URL(src, base);
  return protocol === 'http:' || protocol === 'https:' ? null : 'not_an_address';
}

export function parseLectureLink(search: string, base: string): LectureLink {
  const query = new URLSearchParams(search);
  const part = (name: string): string => query.get(name)?.trim() ?? '';
  const identity: SessionIdentity = {
    studentId: part('student_id'),
    lectureId: part('lecture_id'),
    courseId: part('course_id'),
  };
  const src = part('src');
  const srcFault = lectureAddressFault(src, base);
  const captions = part('captions');
  const joinCode = part('join');
  const captionsHere =
    URL.canParse(captions, base) && new URL(captions, base).origin === new URL(base).origin;
  return {
    identity,
    faults: identityFaults(identity),
    src,
    srcFault,
    captions: captions !== '' && captionsHere ? captions : null,
    prefersRecording: part('camera') === 'recording',
    joinCode: joinCode === '' || joinCode.length > LONGEST_JOIN_CODE ? null : joinCode,
    complete: isIdentity(identity) && srcFault === null,
  };
}

interface LinkParts {
  readonly identity: SessionIdentity;
  readonly src: string;
  readonly captions?: string;
  readonly camera?: 'recording';
  readonly joinCode?: string | null;
}

export function lectureLink({
  identity,
  src,
  captions,
  camera,
  joinCode = null,
}: LinkParts): string {
  const query = new URLSearchParams({
    student_id: identity.studentId,
    lecture_id: identity.lectureId,
    course_id: identity.courseId,
    src,
    ...(captions === undefined ? {} : { captions }),
    ...(camera === undefined ? {} : { camera }),
    ...(joinCode === null ? {} : { join: joinCode }),
  });
  return `/lecture?${query.toString()}`;
}

const DEMO: LinkParts = {
  identity: { studentId: 'guest', lectureId: 'demo', courseId: 'demo' },
  src: '/demo/lecture.webm',
  captions: '/demo/lecture.vtt',
};
export const DEMO_LINK = lectureLink(DEMO);
export const DEMO_WITH_RECORDING_LINK = lectureLink({ ...DEMO, camera: 'recording' });
