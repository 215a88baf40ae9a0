/** What the instructor is told where a class starts. */
import type { Certificate } from './certificate.ts';

export interface NamedLecture {
  readonly courseId?: string | undefined;
  readonly lectureId?: string | undefined;
  readonly src?: string | undefined;
}

export interface ClassWords {
  readonly port: number;
  readonly securePort: number;
  readonly addresses: readonly string[];
  readonly certificate: Certificate;
  readonly joinCode: string;
  readonly instructorKey: string;
  readonly lecture: NamedLecture;
}

const query = ({ courseId, lectureId, src }: NamedLecture, more: Record<string, string> = {}) => {
  const parts = new URLSearchParams();
  if (courseId !== undefined) parts.set('course_id', courseId);
  if (lectureId !== undefined) parts.set('lecture_id', lectureId);
  if (src !== undefined) parts.set('src', src);
  for (const [name, value] of Object.entries(more)) parts.set(name, value);
  const text = parts.toString();
  return text === '' ? '' : `?${text}`;
};

/** By every name and address of this machine; by its own where it has none. */
function studentOrigins({ addresses, certificate, securePort }: ClassWords): readonly string[] {
  const names = certificate.madeHere ? [] : certificate.names;
  const hosts = [...names, ...addresses];
  return (hosts.length === 0 ? ['localhost'] : hosts).map(
    (host) => `https://${host}:${securePort}`,
  );
}

export const studentLinks = (words: ClassWords): readonly string[] =>
  studentOrigins(words).map(
    (origin) => `${origin}/lecture${query(words.lecture, { join: words.joinCode })}`,
  );

/** Behind the `#`, which is sent nowhere: the key, and what the page needs to invite students. */
export function instructorLink(words: ClassWords): string {
  const { port, lecture, instructorKey, joinCode } = words;
  const [students = ''] = studentOrigins(words);
  const parts = new URLSearchParams({ key: instructorKey, join: joinCode, students });
  return `http://localhost:${port}/class${query(lecture)}#${parts.toString()}`;
}

export function classWords(words: ClassWords): string {
  const { certificate, addresses } = words;
  const warning = certificate.madeHere
    ? [
        '',
        'Browsers will warn once that they do not know the certificate: this machine made it itself.',
        'Students choose "Advanced", then "Proceed" (Firefox: "Accept the Risk"). It is the right one if',
        'its SHA-256 fingerprint is',
        `  ${certificate.fingerprint}`,
        'One that browsers know is given with --cert FILE --key FILE.',
      ]
    : [];
  const alone =
    addresses.length === 0
      ? ['', 'This machine is in no network now: only its own browsers can join.']
      : [];
  return [
    'The class is open  (stop it with Ctrl+C)',
    '',
    `Join code   ${words.joinCode}`,
    '',
    'For students, in the same network:',
    ...studentLinks(words).map((link) => `  ${link}`),
    '',
    'For you, on this machine; it has your key, so keep it to yourself:',
    `  ${instructorLink(words)}`,
    ...warning,
    ...alone,
  ].join('\n');
}
