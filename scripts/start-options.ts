/** What `npm start` is asked for. */
import { parseArgs } from 'node:util';
import { idFault } from '../src/core/sessions/identity.ts';
import type { NamedLecture } from './broker/class-words.ts';
import { readJoinCode } from './broker/join-code.ts';

const DEFAULT_PORT = 4173;
const DEFAULT_CLASS_PORT = 4443;

export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface ClassOptions {
  readonly port: number;
  /** null makes one. */
  readonly certificate: { readonly cert: string; readonly key: string } | null;
  /** null draws one. */
  readonly joinCode: string | null;
  readonly lecture: NamedLecture;
}

export interface StartOptions {
  readonly port: number;
  /** null serves this machine alone. */
  readonly class: ClassOptions | null;
}

const text = { type: 'string' } as const;
const OPTIONS = {
  port: text,
  class: { type: 'boolean' },
  'class-port': text,
  cert: text,
  key: text,
  code: text,
  course: text,
  lecture: text,
  src: text,
} as const;
const OF_A_CLASS = ['class-port', 'cert', 'key', 'code', 'course', 'lecture', 'src'] as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'usage: npm start -- --port N');
  }
}

function portOf(asked: string): number {
  const port = Number(asked);
  if (/^\d+$/.test(asked) && port <= 65_535) return port;
  throw new UsageError(`The port is a number from 0 (any free one) to 65535, not "${asked}".`);
}

function id(name: string, given: string | undefined): string | undefined {
  if (given === undefined || idFault(given) === null) return given;
  throw new UsageError(
    `--${name} is 1 to 64 letters, digits, dots, underscores and hyphens, not "${given}".`,
  );
}

/** Throws UsageError. */
export function readStartOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): StartOptions {
  const given = parse(args);
  const port = portOf(given.port ?? environment['PORT'] ?? String(DEFAULT_PORT));
  if (given.class !== true) {
    const lonely = OF_A_CLASS.find((name) => given[name] !== undefined);
    if (lonely !== undefined) throw new UsageError(`--${lonely} is for a class: add --class.`);
    return { port, class: null };
  }
  if ((given.cert === undefined) !== (given.key === undefined)) {
    throw new UsageError('--cert and --key go together: a certificate and its key, in PEM.');
  }
  const joinCode = given.code === undefined ? null : readJoinCode(given.code);
  if (given.code !== undefined && joinCode === null) {
    throw new UsageError(
      'A join code is 8 of the digits 2 to 9 and the letters but I, L and O, such as K7RW-3MQH.',
    );
  }
  return {
    port,
    class: {
      port: portOf(given['class-port'] ?? String(DEFAULT_CLASS_PORT)),
      certificate:
        given.cert === undefined || given.key === undefined
          ? null
          : { cert: given.cert, key: given.key },
      joinCode,
      lecture: {
        courseId: id('course', given.course),
        lectureId: id('lecture', given.lecture),
        src: given.src,
      },
    },
  };
}
