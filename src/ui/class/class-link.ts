import { idFault, type IdFault } from '#core/sessions/identity.ts';
import type { ClassRoom } from '#core/live/class-room.ts';
import { lectureAddressFault } from '../lecture/lecture-link.ts';

/** What the address of a class says; every part may be missing or wrong. */
export interface ClassPageLink {
  readonly room: ClassRoom;
  readonly faults: Readonly<Record<keyof ClassRoom, IdFault | null>>;
  /** Address of the lecture's video; null where the address names none that could be played. */
  readonly src: string | null;
  /** Address of WebVTT chapters, same origin, or null. */
  readonly slides: string | null;
  /** What students log in with, where the address brings it. */
  readonly joinCode: string | null;
  readonly complete: boolean;
}

export function parseClassLink(search: string, base: string): ClassPageLink {
  const query = new URLSearchParams(search);
  const part = (name: string): string => query.get(name)?.trim() ?? '';
  const room: ClassRoom = { courseId: part('course_id'), lectureId: part('lecture_id') };
  const faults = { courseId: idFault(room.courseId), lectureId: idFault(room.lectureId) };
  const src = part('src');
  const slides = part('slides');
  const isHere =
    URL.canParse(slides, base) && new URL(slides, base).origin === new URL(base).origin;
  return {
    room,
    faults,
    src: lectureAddressFault(src, base) === null ? src : null,
    slides: slides !== '' && isHere ? slides : null,
    joinCode: part('join') === '' ? null : part('join'),
    complete: faults.courseId === null && faults.lectureId === null,
  };
}

interface ClassLinkParts {
  readonly room: ClassRoom;
  readonly src?: string | null;
  readonly slides?: string | null;
  readonly joinCode?: string | null;
}

const query = ({ room, src = null, slides = null, joinCode = null }: ClassLinkParts): string =>
  new URLSearchParams({
    course_id: room.courseId,
    lecture_id: room.lectureId,
    ...(src === null ? {} : { src }),
    ...(slides === null ? {} : { slides }),
    ...(joinCode === null ? {} : { join: joinCode }),
  }).toString();

/** The instructor's page of a class. */
export const classLink = (parts: ClassLinkParts): string => `/class?${query(parts)}`;

/** What students open; each says there who they are. */
export const studentLink = (parts: Omit<ClassLinkParts, 'slides'>): string =>
  `/lecture?${query(parts)}`;
